-- 剩余刑期够三个月：收到文书以后超过期限没有送监；不够三个月：却送交监狱。
WITH delivered AS (
    SELECT case_number, identity_number, documents_received_on, remaining_days, delivered_on,
           received_by, COALESCE(delivered_on, $data_on) AS until_on
    FROM execution_delivery
    WHERE kind = '收监执行' AND documents_received_on IS NOT NULL AND remaining_days IS NOT NULL
        AND refused_on IS NULL
)

SELECT case_number, identity_number, documents_received_on, remaining_days, delivered_on,
       CASE WHEN remaining_days >= $min_days THEN '逾期送监' ELSE '不应送监而送监' END AS problem,
       CAST(date_diff('day', documents_received_on, until_on) AS INT) AS days
FROM delivered
WHERE (remaining_days >= $min_days AND date_diff('day', documents_received_on, until_on) > $send_days)
    OR (remaining_days < $min_days AND delivered_on IS NOT NULL AND received_by LIKE '%监狱%')
ORDER BY case_number, identity_number
