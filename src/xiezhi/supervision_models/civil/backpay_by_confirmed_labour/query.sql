-- 依据确认劳动关系的调解书或缺席裁判，补缴月数达到下限；单位批量，或者同期另有参保、任职。
WITH paid AS (
    SELECT b.identity_number, b.credit_code, b.from_on, b.until_on, b.months, b.paid_on,
           b.amount_yuan, b.basis_number,
           CASE WHEN c.absent AND c.outcome = '判决' THEN '缺席判决' ELSE c.outcome END AS outcome
    FROM insurance_backpay AS b
    INNER JOIN civil_case AS c ON c.case_number = b.basis_number
    WHERE c.cause LIKE '%劳动关系%' AND b.months >= $months_min
        AND (c.outcome IN ('调解', '仲裁调解') OR c.absent)
),

unit AS (
    SELECT credit_code, COUNT(DISTINCT basis_number) AS cases
    FROM paid
    WHERE credit_code IS NOT NULL
    GROUP BY credit_code
),

insured AS (
    SELECT p.identity_number, p.paid_on, COUNT(*) AS spells
    FROM paid AS p
    INNER JOIN social_insurance AS s ON s.identity_number = p.identity_number
    WHERE s.kind = '职工养老' AND s.credit_code <> p.credit_code
        AND s.from_on < p.until_on AND (s.until_on IS NULL OR s.until_on > p.from_on)
    GROUP BY p.identity_number, p.paid_on
),

posted AS (
    SELECT p.identity_number, p.paid_on, COUNT(*) AS spells
    FROM paid AS p
    INNER JOIN firm_post AS f ON f.identity_number = p.identity_number
    WHERE f.credit_code <> p.credit_code
        AND f.from_on < p.until_on AND (f.until_on IS NULL OR f.until_on > p.from_on)
    GROUP BY p.identity_number, p.paid_on
)

SELECT p.identity_number, p.paid_on, p.basis_number, p.outcome, p.months, p.amount_yuan,
       CAST(COALESCE(u.cases, 1) AS INT) AS unit_cases,
       CAST(COALESCE(i.spells, 0) + COALESCE(o.spells, 0) AS INT) AS elsewhere
FROM paid AS p
LEFT JOIN unit AS u ON u.credit_code = p.credit_code
LEFT JOIN insured AS i ON i.identity_number = p.identity_number AND i.paid_on = p.paid_on
LEFT JOIN posted AS o ON o.identity_number = p.identity_number AND o.paid_on = p.paid_on
WHERE COALESCE(u.cases, 1) >= $unit_cases_min OR COALESCE(i.spells, 0) + COALESCE(o.spells, 0) > 0
ORDER BY p.identity_number, p.paid_on
