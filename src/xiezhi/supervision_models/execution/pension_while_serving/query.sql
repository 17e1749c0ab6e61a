-- 服刑的整月里仍发放、又没有退回的养老金，按人、按一次服刑合计。
WITH overlap AS (
    SELECT i.identity_number, i.start_on, i.end_on, p.paid_for, p.amount_yuan
    FROM imprisonment AS i
    INNER JOIN pension_payment AS p ON p.identity_number = i.identity_number
    WHERE p.returned_on IS NULL
        AND p.amount_yuan > 0
        AND p.paid_for >= i.start_on
        AND CAST(p.paid_for + TO_MONTHS(1) AS DATE) <= COALESCE(i.end_on, $data_on)
)

SELECT identity_number, start_on, end_on,
       COUNT(DISTINCT paid_for) AS months,
       CAST(SUM(amount_yuan) AS DECIMAL(18, 4)) AS amount_yuan,
       MIN(paid_for) AS first_month, MAX(paid_for) AS last_month
FROM overlap
GROUP BY identity_number, start_on, end_on
ORDER BY identity_number, start_on
