-- 决定以后超过办理时间，措施没有解除也没有期满，驾驶证仍正常。
SELECT t.identity_number, t.kind, t.decided_on, CAST(date_diff('day', t.decided_on, $data_on) AS INT) AS days
FROM drug_treatment AS t
INNER JOIN driving_licence AS d ON d.identity_number = t.identity_number
WHERE t.kind IN ('强制隔离戒毒', '社区戒毒', '社区康复') AND d.status = '正常'
    AND t.ended_on IS NULL AND (t.end_on IS NULL OR t.end_on > $data_on)
    AND date_diff('day', t.decided_on, $data_on) > $cancel_days
ORDER BY t.identity_number, t.kind, t.decided_on
