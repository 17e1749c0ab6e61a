-- 三种情形：批准的期限已满、刑期已满、病情复查过期。
WITH outside AS (
    SELECT identity_number, proposed_on, ground, from_on, until_on, COALESCE(checked_on, from_on) AS checked_on
    FROM temporary_release
    WHERE from_on IS NOT NULL AND ended_on IS NULL
),

term AS (
    SELECT o.identity_number, o.proposed_on, MAX(s.ends_on) AS ends_on
    FROM outside AS o
    INNER JOIN sentence AS s ON s.identity_number = o.identity_number
    WHERE s.ends_on >= o.from_on
    GROUP BY o.identity_number, o.proposed_on
),

found AS (
    SELECT identity_number, proposed_on, ground, from_on, '监外执行期限届满没有收监' AS problem, until_on AS since_on
    FROM outside
    WHERE until_on < $data_on
    UNION ALL
    SELECT o.identity_number, o.proposed_on, o.ground, o.from_on, '刑期届满没有解除' AS problem, t.ends_on AS since_on
    FROM outside AS o
    INNER JOIN term AS t ON t.identity_number = o.identity_number AND t.proposed_on = o.proposed_on
    WHERE t.ends_on < $data_on
    UNION ALL
    SELECT identity_number, proposed_on, ground, from_on, '病情复查过期' AS problem, checked_on AS since_on
    FROM outside
    WHERE ground = '严重疾病' AND CAST(checked_on + TO_MONTHS($check_months) AS DATE) < $data_on
)

SELECT identity_number, proposed_on, ground, from_on, problem, since_on
FROM found
ORDER BY identity_number, proposed_on, problem
