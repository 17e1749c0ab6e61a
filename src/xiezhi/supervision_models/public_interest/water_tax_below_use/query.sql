-- 自备水源的年水量对申报水量；用水多于行业平均的户，单价对行业平均单价。年度申报期满以后才问。
WITH metered AS (
    SELECT credit_code, industry, COALESCE(source, '自来水') AS source, year(read_for) AS used_year,
           CAST(SUM(used_m3) AS DECIMAL(18, 4)) AS used_m3,
           CAST(SUM(COALESCE(fee_yuan, 0)) AS DECIMAL(18, 4)) AS fee_yuan, COUNT(fee_yuan) AS billed
    FROM water_meter
    WHERE credit_code IS NOT NULL AND COALESCE(industry, '') NOT LIKE '%农业%'
        AND CAST(make_date(year(read_for) + 1, 1, 1) + TO_MONTHS($declare_months) AS DATE) <= $data_on
    GROUP BY credit_code, industry, COALESCE(source, '自来水'), year(read_for)
),

taken AS (
    SELECT credit_code, used_year, MIN(industry) AS industry,
           CAST(SUM(used_m3) AS DECIMAL(18, 4)) AS used_m3
    FROM metered
    WHERE source IN ('地下水', '地表水') AND used_year >= $first_year
    GROUP BY credit_code, used_year
),

declared AS (
    SELECT credit_code, year(period_on) AS used_year, CAST(SUM(quantity) AS DECIMAL(18, 4)) AS quantity
    FROM tax_declaration
    WHERE tax_kind = '水资源税'
    GROUP BY credit_code, year(period_on)
),

usual AS (
    SELECT industry, source, used_year, CAST(SUM(used_m3) AS DECIMAL(18, 4)) / NULLIF(COUNT(DISTINCT credit_code), 0) AS mean_m3,
           CAST(SUM(fee_yuan) AS DECIMAL(18, 4)) / NULLIF(CAST(SUM(used_m3) AS DECIMAL(18, 4)), 0) AS price
    FROM metered
    WHERE billed > 0 AND industry IS NOT NULL
    GROUP BY industry, source, used_year
    HAVING COUNT(DISTINCT credit_code) >= $firms_min
),

found AS (
    SELECT t.credit_code, t.used_year, '申报水资源税的水量不足' AS problem, t.industry, t.used_m3,
           COALESCE(d.quantity, 0) AS compared, COALESCE(d.quantity, 0) / NULLIF(t.used_m3, 0) AS share
    FROM taken AS t
    LEFT JOIN declared AS d ON d.credit_code = t.credit_code AND d.used_year = t.used_year
    WHERE t.used_m3 >= $use_min AND COALESCE(d.quantity, 0) < $declared_share * t.used_m3
    UNION ALL
    SELECT m.credit_code, m.used_year, CONCAT(m.source, '水费远低于同行业') AS problem, m.industry, m.used_m3,
           m.fee_yuan AS compared, m.fee_yuan / NULLIF(u.price * m.used_m3, 0) AS share
    FROM metered AS m
    INNER JOIN usual AS u ON u.industry = m.industry AND u.source = m.source AND u.used_year = m.used_year
    WHERE m.billed > 0 AND m.used_m3 >= $use_min AND m.used_m3 > u.mean_m3
        AND m.fee_yuan < $price_share * u.price * m.used_m3
)

SELECT credit_code, used_year, problem, MIN(industry) AS industry,
       CAST(SUM(used_m3) AS DECIMAL(18, 4)) AS used_m3,
       CAST(SUM(compared) AS DECIMAL(18, 4)) AS compared,
       CAST(ROUND(MIN(share) * 100, 1) AS DECIMAL(18, 4)) AS share_pct
FROM found
GROUP BY credit_code, used_year, problem
ORDER BY credit_code, used_year, problem
