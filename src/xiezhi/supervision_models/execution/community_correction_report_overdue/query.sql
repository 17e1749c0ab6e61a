-- 管制、缓刑、假释的社区矫正对象，裁判生效后逾期报到或者至今未报到。
WITH due AS (
    SELECT identity_number, effective_on, kind, reported_on,
           CAST(effective_on + INTERVAL ($report_days) DAY AS DATE) AS due_on
    FROM community_correction
    WHERE kind IN ('管制', '缓刑', '假释')
        AND searched_on IS NULL AND excuse IS NULL AND ended_on IS NULL
)

SELECT identity_number, effective_on, kind, due_on, reported_on,
       DATE_DIFF('day', due_on, COALESCE(reported_on, $data_on)) AS late_days,
       CASE WHEN reported_on IS NULL THEN '至今未报到'
            ELSE CONCAT('实际 ', CAST(reported_on AS VARCHAR), ' 报到') END AS reported_words
FROM due
WHERE COALESCE(reported_on, $data_on) > due_on
ORDER BY identity_number, effective_on
