-- 购进减去转售的机油，折算成吨，乘废油率；与同年申报的废矿物油比较。年度申报期满以后才问。
WITH weighed AS (
    SELECT buyer_credit_code, seller_credit_code, year(issued_on) AS bought_year,
           CASE quantity_unit WHEN '升' THEN quantity * $density / 1000
                WHEN '千克' THEN quantity / 1000 WHEN '吨' THEN quantity END AS tonnes
    FROM invoice
    WHERE NOT COALESCE(voided, FALSE) AND quantity > 0
        AND (item LIKE '%机油%' OR item LIKE '%润滑油%')
        AND item NOT LIKE '%滤%' AND item NOT LIKE '%泵%'
        AND CAST(make_date(year(issued_on) + 1, 1, 1) + TO_MONTHS($declare_months) AS DATE) <= $data_on
),

flow AS (
    SELECT buyer_credit_code AS credit_code, bought_year, tonnes
    FROM weighed
    UNION ALL
    SELECT seller_credit_code AS credit_code, bought_year, -tonnes AS tonnes
    FROM weighed
),

used AS (
    SELECT f.credit_code, f.bought_year, CAST(SUM(f.tonnes) AS DECIMAL(18, 4)) AS tonnes
    FROM flow AS f
    LEFT JOIN firm AS e ON e.credit_code = f.credit_code
    WHERE f.credit_code IS NOT NULL AND f.tonnes IS NOT NULL
        AND COALESCE(e.industry, '') NOT LIKE '%批发%' AND COALESCE(e.industry, '') NOT LIKE '%零售%'
    GROUP BY f.credit_code, f.bought_year
),

declared AS (
    SELECT credit_code, declared_for, CAST(SUM(produced_tonnes) AS DECIMAL(18, 4)) AS tonnes
    FROM waste_declaration
    WHERE waste_code LIKE '900-214%' OR waste_code LIKE '900-249%' OR waste_code LIKE '%HW08%'
        OR waste_name LIKE '%矿物油%' OR waste_name LIKE '%机油%'
    GROUP BY credit_code, declared_for
)

SELECT u.credit_code, u.bought_year AS declared_for,
       CAST(ROUND(u.tonnes, 3) AS DECIMAL(18, 4)) AS bought_tonnes,
       CAST(ROUND(u.tonnes * $waste_rate, 3) AS DECIMAL(18, 4)) AS expected_tonnes,
       CAST(ROUND(COALESCE(d.tonnes, 0), 3) AS DECIMAL(18, 4)) AS declared_tonnes,
       CAST(ROUND(COALESCE(d.tonnes, 0) / NULLIF(u.tonnes * $waste_rate, 0) * 100, 1) AS DECIMAL(18, 4)) AS share_pct
FROM used AS u
LEFT JOIN declared AS d ON d.credit_code = u.credit_code AND d.declared_for = u.bought_year
WHERE u.tonnes * $waste_rate >= $waste_min
    AND COALESCE(d.tonnes, 0) < $declared_share * u.tonnes * $waste_rate
ORDER BY u.credit_code, declared_for
