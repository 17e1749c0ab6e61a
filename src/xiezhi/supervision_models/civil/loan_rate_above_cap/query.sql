-- 判决支持的利率超过法院支持的上限；没有载明支持多少的，约定利率超过约定无效的界限。
WITH rated AS (
    SELECT judgment_id, case_number, loan_on, supported_monthly_pct IS NOT NULL AS decided,
           COALESCE(supported_monthly_pct, monthly_interest_pct) * $months_a_year AS annual_pct
    FROM civil_loan_judgment
    WHERE loan_on IS NOT NULL
),

capped AS (
    SELECT r.judgment_id, r.case_number, r.loan_on, r.decided, r.annual_pct, c.cite,
           COALESCE(
               CASE WHEN r.decided THEN c.supported_annual_pct ELSE c.void_annual_pct END,
               c.prime_rate_multiple * p.annual_pct
           ) AS cap_annual_pct
    FROM rated AS r
    INNER JOIN loan_rate_cap AS c
        ON c.from_on <= r.loan_on AND (c.until_on IS NULL OR r.loan_on < c.until_on)
    LEFT JOIN loan_prime_rate AS p
        ON p.from_on <= r.loan_on AND (p.until_on IS NULL OR r.loan_on < p.until_on)
)

SELECT judgment_id, case_number, loan_on, CASE WHEN decided THEN '判决支持' ELSE '约定' END AS basis,
       CAST(annual_pct AS DECIMAL(18, 4)) AS annual_pct,
       CAST(cap_annual_pct AS DECIMAL(18, 4)) AS cap_annual_pct, cite
FROM capped
WHERE annual_pct > cap_annual_pct
ORDER BY judgment_id, case_number
