-- 认定的本金高于转账交付的金额；同一出借人有几件，写在旁边。
WITH short AS (
    SELECT judgment_id, case_number, loan_on, principal_yuan, transferred_yuan,
           CAST(principal_yuan - transferred_yuan AS DECIMAL(18, 4)) AS short_yuan,
           first_interest_yuan, extra_fees
    FROM civil_loan_judgment
    WHERE transferred_yuan IS NOT NULL AND principal_yuan - transferred_yuan > $tolerance_yuan
        AND COALESCE(transfer, 'bank') = 'bank' AND COALESCE(outcome, '判决') <> '撤诉'
),

lender AS (
    SELECT s.judgment_id, MIN(COALESCE(p.identity_number, p.credit_code)) AS lender
    FROM short AS s
    INNER JOIN civil_loan_party AS p ON p.judgment_id = s.judgment_id
    WHERE p.role = 'plaintiff'
    GROUP BY s.judgment_id
),

counted AS (
    SELECT lender, COUNT(*) AS cases
    FROM lender
    WHERE lender IS NOT NULL
    GROUP BY lender
)

SELECT s.judgment_id, s.case_number, s.loan_on, s.principal_yuan, s.transferred_yuan, s.short_yuan,
       s.first_interest_yuan, s.extra_fees, CAST(COALESCE(c.cases, 1) AS INT) AS lender_cases
FROM short AS s
LEFT JOIN lender AS l ON l.judgment_id = s.judgment_id
LEFT JOIN counted AS c ON c.lender = l.lender
ORDER BY s.judgment_id, s.case_number
