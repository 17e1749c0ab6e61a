-- 同一驾驶人在任一统计期间内的事故起数达到下限，期间内没有一起由本人负同等以上责任，并且已获赔付。
WITH driven AS (
    SELECT accident_number, identity_number, occurred_on, COALESCE(insurance_paid_yuan, 0) AS paid_yuan,
           CASE WHEN liability IN ('无责任', '次要责任') THEN 0 ELSE 1 END AS own_fault
    FROM traffic_accident
    WHERE COALESCE(driver_role, '驾驶机动车') = '驾驶机动车'
),

frequent AS (
    SELECT identity_number
    FROM driven
    GROUP BY identity_number
    HAVING COUNT(DISTINCT accident_number) >= $accidents_min
),

spell AS (
    SELECT a.identity_number, a.occurred_on AS first_on, MAX(b.occurred_on) AS last_on,
           COUNT(DISTINCT b.accident_number) AS accidents, MAX(b.own_fault) AS own_fault
    FROM frequent AS f
    INNER JOIN driven AS a ON a.identity_number = f.identity_number
    INNER JOIN driven AS b ON b.identity_number = a.identity_number
    WHERE b.occurred_on >= a.occurred_on
        AND b.occurred_on < CAST(a.occurred_on + TO_MONTHS($months) AS DATE)
    GROUP BY a.identity_number, a.occurred_on
),

best AS (
    SELECT identity_number, first_on, last_on, accidents,
           ROW_NUMBER() OVER (PARTITION BY identity_number ORDER BY accidents DESC, first_on) AS place
    FROM spell
    WHERE accidents >= $accidents_min AND own_fault = 0
),

paid AS (
    SELECT b.identity_number, CAST(SUM(d.paid_yuan) AS DECIMAL(18, 4)) AS paid_yuan
    FROM best AS b
    INNER JOIN driven AS d ON d.identity_number = b.identity_number
    WHERE b.place = 1 AND d.occurred_on >= b.first_on AND d.occurred_on <= b.last_on
    GROUP BY b.identity_number
),

known AS (
    SELECT DISTINCT s.identity_number
    FROM police_suspect AS s
    INNER JOIN police_case AS c ON c.case_number = s.case_number
    WHERE c.charge LIKE '%诈骗%'
)

SELECT b.identity_number, b.first_on, b.last_on, b.accidents, p.paid_yuan, $months AS window_months
FROM best AS b
INNER JOIN paid AS p ON p.identity_number = b.identity_number
LEFT JOIN known AS k ON k.identity_number = b.identity_number
WHERE b.place = 1 AND p.paid_yuan > 0 AND k.identity_number IS NULL
ORDER BY b.identity_number
