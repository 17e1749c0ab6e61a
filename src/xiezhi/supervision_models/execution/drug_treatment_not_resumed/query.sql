-- 中断以后离监，剩余期限没有继续执行，也没有解除。
SELECT t.identity_number, t.decided_on, t.interrupted_on, t.remaining_days, MAX(i.end_on) AS released_on,
       CAST(date_diff('day', MAX(i.end_on), $data_on) AS INT) AS days
FROM drug_treatment AS t
INNER JOIN imprisonment AS i ON i.identity_number = t.identity_number
WHERE t.kind = '强制隔离戒毒' AND t.remaining_days > 0 AND t.resumed_on IS NULL AND t.ended_on IS NULL
    AND i.end_reason = '刑满释放' AND i.end_on >= COALESCE(t.interrupted_on, t.decided_on)
GROUP BY t.identity_number, t.decided_on, t.interrupted_on, t.remaining_days
HAVING date_diff('day', MAX(i.end_on), $data_on) > $hand_over_days
ORDER BY t.identity_number, t.decided_on
