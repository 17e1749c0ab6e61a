-- 写明这个查询找什么
SELECT decision_number, decided_on,
       DATE_DIFF('day', decided_on, $data_on) AS days
FROM administrative_penalty
WHERE DATE_DIFF('day', decided_on, $data_on) > $days_min
ORDER BY decision_number
