-- 法定、相对不起诉而登记需要处罚（或者提出了检察意见）的，经过规定的期间没有任何行政处罚。
WITH due AS (
    SELECT case_number, identity_number, charge, received_on, decided_on, decision, opinion_on, opinion_to
    FROM prosecution_review
    WHERE decision IN ('相对不起诉', '法定不起诉', '附条件不起诉')
        AND (COALESCE(penalty_needed, FALSE) OR opinion_on IS NOT NULL)
        AND CAST(COALESCE(opinion_on, decided_on) + TO_MONTHS($wait_months) AS DATE) < $data_on
),

punished AS (
    SELECT DISTINCT d.case_number, d.identity_number, d.received_on
    FROM due AS d
    INNER JOIN administrative_penalty AS p ON p.identity_number = d.identity_number
    WHERE CAST(p.decided_on + TO_MONTHS($before_months) AS DATE) >= d.decided_on
)

SELECT d.case_number, d.identity_number, d.received_on, d.decided_on, d.decision,
       COALESCE(d.charge, '罪名不明') AS charge_words, d.opinion_on,
       CASE WHEN d.opinion_on IS NULL THEN '没有提出检察意见的登记'
            ELSE CONCAT(CAST(d.opinion_on AS VARCHAR), ' 向', COALESCE(d.opinion_to, '主管机关'), '提出检察意见')
       END AS opinion_words,
       $data_on AS counted_to
FROM due AS d
LEFT JOIN punished AS p
    ON p.case_number = d.case_number AND p.identity_number = d.identity_number
        AND p.received_on = d.received_on
WHERE p.case_number IS NULL
ORDER BY d.case_number, d.identity_number, d.received_on
