-- 未履行完毕的人，数出超过标准（加容差）或者借名消费的月份。
WITH unpaid AS (
    SELECT identity_number, CAST(SUM(amount_yuan - COALESCE(paid_yuan, 0)) AS DECIMAL(18, 4)) AS unpaid_yuan
    FROM property_penalty
    WHERE amount_yuan > COALESCE(paid_yuan, 0) AND COALESCE(close_kind, '') NOT IN ('执行完毕', '减免')
    GROUP BY identity_number
),

over AS (
    SELECT u.identity_number, u.unpaid_yuan, c.spent_for, c.spent_yuan
    FROM unpaid AS u
    INNER JOIN prison_consumption AS c ON c.identity_number = u.identity_number
    WHERE c.proxy OR c.spent_yuan * 100 > c.limit_yuan * (100 + $over_pct)
),

spell AS (
    SELECT identity_number, unpaid_yuan, COUNT(*) AS months, MIN(spent_for) AS first_month,
           MAX(spent_for) AS last_month, CAST(SUM(spent_yuan) AS DECIMAL(18, 4)) AS spent_yuan
    FROM over
    GROUP BY identity_number, unpaid_yuan
    HAVING COUNT(*) >= $months_min
),

proposal AS (
    SELECT s.identity_number, COUNT(*) AS proposals
    FROM spell AS s
    INNER JOIN commutation AS m ON m.identity_number = s.identity_number
    WHERE m.proposed_on >= s.first_month
    GROUP BY s.identity_number
)

SELECT s.identity_number, s.unpaid_yuan, CAST(s.months AS INT) AS months, s.first_month, s.last_month,
       s.spent_yuan, CAST(COALESCE(p.proposals, 0) AS INT) AS proposals
FROM spell AS s
LEFT JOIN proposal AS p ON p.identity_number = s.identity_number
ORDER BY s.identity_number
