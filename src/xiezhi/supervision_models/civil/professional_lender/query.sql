-- 同一出借人（按公民身份号码）在任一统计期间内的出借次数与借款人数，达到下限而没有放贷资质。
WITH lent AS (
    SELECT p.identity_number, j.judgment_id, COALESCE(j.loan_on, j.filed_on, j.judged_on) AS lent_on,
           COALESCE(j.principal_yuan, 0) AS principal_yuan
    FROM civil_loan_judgment AS j
    INNER JOIN civil_loan_party AS p ON p.judgment_id = j.judgment_id
    WHERE p.role = 'plaintiff' AND p.identity_number IS NOT NULL
        AND COALESCE(j.monthly_interest_pct, 1) > 0 AND COALESCE(j.assignment, FALSE) = FALSE
),

borrower AS (
    SELECT judgment_id, COALESCE(identity_number, credit_code, judgment_id) AS borrower
    FROM civil_loan_party
    WHERE role = 'defendant'
),

-- 先去掉次数不够的人，再逐笔看其后的统计期间。
frequent AS (
    SELECT identity_number
    FROM lent
    WHERE lent_on IS NOT NULL
    GROUP BY identity_number
    HAVING COUNT(DISTINCT judgment_id) >= $times_min
),

spell AS (
    SELECT a.identity_number, a.lent_on AS first_on, COUNT(DISTINCT b.judgment_id) AS loans,
           COUNT(DISTINCT r.borrower) AS borrowers
    FROM frequent AS f
    INNER JOIN lent AS a ON a.identity_number = f.identity_number
    INNER JOIN lent AS b ON b.identity_number = a.identity_number
    INNER JOIN borrower AS r ON r.judgment_id = b.judgment_id
    WHERE b.lent_on >= a.lent_on AND b.lent_on < CAST(a.lent_on + TO_MONTHS($window_months) AS DATE)
    GROUP BY a.identity_number, a.lent_on
),

best AS (
    SELECT identity_number, first_on, loans, borrowers,
           ROW_NUMBER() OVER (PARTITION BY identity_number ORDER BY loans DESC, first_on) AS place
    FROM spell
    WHERE loans >= $times_min AND borrowers >= $borrowers_min
),

amount AS (
    SELECT b.identity_number, CAST(SUM(l.principal_yuan) AS DECIMAL(18, 4)) AS principal_yuan
    FROM best AS b
    INNER JOIN lent AS l ON l.identity_number = b.identity_number
    WHERE b.place = 1 AND l.lent_on >= b.first_on
        AND l.lent_on < CAST(b.first_on + TO_MONTHS($window_months) AS DATE)
    GROUP BY b.identity_number
)

SELECT b.identity_number, b.first_on, b.loans, b.borrowers, a.principal_yuan
FROM best AS b
INNER JOIN amount AS a ON a.identity_number = b.identity_number
LEFT JOIN lending_licence AS n
    ON n.holder_number = b.identity_number AND n.from_on <= b.first_on
        AND (n.until_on IS NULL OR n.until_on > b.first_on)
WHERE b.place = 1 AND n.holder_number IS NULL
ORDER BY b.identity_number
