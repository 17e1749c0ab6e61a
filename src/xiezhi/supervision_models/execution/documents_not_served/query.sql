-- 生效以后超过期限才送达，或者至今没有送达；执行机关已经签收的，以签收为准。
SELECT case_number, identity_number, kind, effective_on, documents_sent_on,
       CASE WHEN COALESCE(documents_sent_on, documents_received_on) IS NULL THEN '至今没有送达' ELSE '逾期送达' END AS sent,
       CAST(date_diff('day', effective_on, COALESCE(documents_sent_on, documents_received_on, $data_on)) AS INT) AS days
FROM execution_delivery
WHERE kind <> '社区矫正' AND effective_on IS NOT NULL
    AND date_diff('day', effective_on, COALESCE(documents_sent_on, documents_received_on, $data_on)) > $serve_days
ORDER BY case_number, identity_number
