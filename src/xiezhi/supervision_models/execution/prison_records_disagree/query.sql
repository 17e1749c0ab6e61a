-- 每人每月对一对：病休与出工、特殊会见与加分、大额汇入与加分。
WITH month_of AS (
    SELECT identity_number, prison, scored_for, total_score, COALESCE(days_worked, 0) AS days_worked,
           COALESCE(extra_score, 0) AS extra_score, CAST(scored_for + TO_MONTHS($one) AS DATE) AS next_on
    FROM prison_score
),

sick AS (
    SELECT m.identity_number, m.scored_for,
           CAST(SUM(date_diff('day', GREATEST(d.visited_on, m.scored_for), LEAST(COALESCE(d.until_on, d.visited_on), m.next_on))) AS BIGINT) AS days
    FROM month_of AS m
    INNER JOIN prison_medical AS d ON d.identity_number = m.identity_number
    WHERE d.kind IN ('住院', '监外就医', '病休') AND d.visited_on < m.next_on
        AND COALESCE(d.until_on, d.visited_on) > m.scored_for
    GROUP BY m.identity_number, m.scored_for
),

met AS (
    SELECT m.identity_number, m.scored_for, COUNT(*) AS visits
    FROM month_of AS m
    INNER JOIN prison_visit AS v ON v.identity_number = m.identity_number
    WHERE v.visited_on >= m.scored_for AND v.visited_on < m.next_on
        AND (v.kind = '特殊会见' OR v.approved = FALSE)
    GROUP BY m.identity_number, m.scored_for
),

joined AS (
    SELECT m.identity_number, m.prison, m.scored_for, m.total_score, m.days_worked, m.extra_score,
           date_diff('day', m.scored_for, m.next_on) AS month_days,
           COALESCE(s.days, 0) AS sick_days, COALESCE(v.visits, 0) AS visits,
           COALESCE(c.received_yuan, 0) AS received_yuan
    FROM month_of AS m
    LEFT JOIN sick AS s ON s.identity_number = m.identity_number AND s.scored_for = m.scored_for
    LEFT JOIN met AS v ON v.identity_number = m.identity_number AND v.scored_for = m.scored_for
    LEFT JOIN prison_consumption AS c ON c.identity_number = m.identity_number AND c.spent_for = m.scored_for
),

found AS (
    SELECT identity_number, prison, scored_for, '病休与出工日数之和超过当月' AS problem, total_score, days_worked, sick_days, received_yuan
    FROM joined
    WHERE sick_days > 0 AND days_worked + sick_days > month_days
    UNION ALL
    SELECT identity_number, prison, scored_for, '特殊或未经批准的会见当月加分' AS problem, total_score, days_worked, sick_days, received_yuan
    FROM joined
    WHERE visits > 0 AND extra_score > 0
    UNION ALL
    SELECT identity_number, prison, scored_for, '大额汇入当月加分' AS problem, total_score, days_worked, sick_days, received_yuan
    FROM joined
    WHERE received_yuan >= $received_min AND extra_score > 0
)

SELECT identity_number, prison, scored_for, problem, total_score, CAST(days_worked AS INT) AS days_worked,
       CAST(sick_days AS INT) AS sick_days, CAST(received_yuan AS DECIMAL(18, 4)) AS received_yuan
FROM found
ORDER BY identity_number, scored_for, problem
