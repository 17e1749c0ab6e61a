-- 第一次、第二次退回补充侦查，超过期限才重报，或者至今没有重报、没有决定，案件也没有撤销。
WITH returned AS (
    SELECT case_number, identity_number, received_on, '第一次' AS stage, returned_on,
           COALESCE(back_on, decided_on) AS back_on
    FROM prosecution_review WHERE returned_on IS NOT NULL
    UNION ALL
    SELECT case_number, identity_number, received_on, '第二次', returned_again_on,
           COALESCE(back_again_on, decided_on)
    FROM prosecution_review WHERE returned_again_on IS NOT NULL
),

due AS (
    SELECT case_number, identity_number, received_on, stage, returned_on, back_on,
           CAST(returned_on + TO_MONTHS($supplement_months) AS DATE) AS due_on
    FROM returned
)

SELECT d.case_number, d.identity_number, d.received_on, d.stage, d.returned_on, d.due_on, d.back_on,
       DATE_DIFF('day', d.due_on, COALESCE(d.back_on, $data_on)) AS over_days,
       CASE WHEN d.back_on IS NULL THEN '至今没有重新移送'
            ELSE CONCAT(CAST(d.back_on AS VARCHAR), ' 重新移送') END AS back_words
FROM due AS d
LEFT JOIN police_case AS c ON c.case_number = d.case_number
WHERE COALESCE(d.back_on, $data_on) > d.due_on
    AND (d.back_on IS NOT NULL OR COALESCE(c.outcome, '侦查中') NOT IN ('撤销案件', '终止侦查'))
ORDER BY d.case_number, d.identity_number, d.received_on, d.stage
