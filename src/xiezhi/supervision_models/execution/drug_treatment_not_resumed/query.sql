-- 中断以后首次刑满离监（接续服刑的，最后一次），剩余期限没有继续执行，也没有解除。
WITH term AS (
    SELECT t.identity_number, t.decided_on, t.interrupted_on, t.remaining_days, i.start_on, i.end_on
    FROM drug_treatment AS t
    INNER JOIN imprisonment AS i ON i.identity_number = t.identity_number
    WHERE t.kind = '强制隔离戒毒' AND t.remaining_days > 0 AND t.resumed_on IS NULL AND t.ended_on IS NULL
        AND i.end_reason = '刑满释放' AND i.end_on >= COALESCE(t.interrupted_on, t.decided_on)
),
released AS (
    SELECT r.identity_number, r.decided_on, r.interrupted_on, r.remaining_days, r.end_on
    FROM term AS r
    LEFT JOIN imprisonment AS n
        ON n.identity_number = r.identity_number AND n.start_on > r.start_on
            AND (n.end_on IS NULL OR n.end_on > r.end_on)
            AND date_diff('day', r.end_on, n.start_on) <= $hand_over_days
    WHERE n.identity_number IS NULL
)
SELECT identity_number, decided_on, interrupted_on, remaining_days, MIN(end_on) AS released_on,
       CAST(date_diff('day', MIN(end_on), $data_on) AS INT) AS days
FROM released
GROUP BY identity_number, decided_on, interrupted_on, remaining_days
HAVING date_diff('day', MIN(end_on), $data_on) > $hand_over_days
ORDER BY identity_number, decided_on
