-- 事项发生以后没有通知，或者超过期限才通知。
SELECT case_number, identity_number, kind, event_on, from_organ,
       CASE WHEN notified_on IS NULL THEN '没有通知' ELSE '逾期通知' END AS problem,
       CAST(date_diff('day', event_on, COALESCE(notified_on, $data_on)) AS INT) AS days
FROM custody_notice
WHERE kind IN ('换押', '延长期限', '重新计算', '鉴定', '退回补充侦查')
    AND date_diff('day', event_on, COALESCE(notified_on, $data_on)) > $notify_days
ORDER BY case_number, identity_number, kind, event_on
