-- 一个连通的人群：人数、件数、既作原告又作被告的人数都达到下限。
WITH loan AS (
    SELECT p.case_number, p.role, p.identity_number, c.filed_on
    FROM civil_party AS p
    INNER JOIN civil_case AS c ON c.case_number = p.case_number
    WHERE c.cause LIKE '%民间借贷%' AND p.role IN ('plaintiff', 'defendant') AND p.identity_number IS NOT NULL
),

member AS (
    SELECT r.ring, l.case_number, l.role, l.identity_number, l.filed_on
    FROM ring AS r
    INNER JOIN loan AS l ON l.identity_number = r.node
),

person AS (
    SELECT ring, identity_number,
           CASE WHEN COUNT(DISTINCT role) = 2 THEN 1 ELSE 0 END AS is_both
    FROM member
    GROUP BY ring, identity_number
),

people AS (
    SELECT ring, COUNT(*) AS people, CAST(SUM(is_both) AS BIGINT) AS both_sides
    FROM person
    GROUP BY ring
),

suit AS (
    SELECT ring, COUNT(DISTINCT case_number) AS cases, MIN(filed_on) AS first_on
    FROM member
    GROUP BY ring
),

agent AS (
    SELECT ring, COUNT(*) AS agents
    FROM ring
    WHERE node LIKE '代理:%'
    GROUP BY ring
)

SELECT p.ring, s.first_on, CAST(p.people AS INT) AS people, CAST(s.cases AS INT) AS cases,
       CAST(p.both_sides AS INT) AS both_sides, CAST(COALESCE(a.agents, 0) AS INT) AS agents
FROM people AS p
INNER JOIN suit AS s ON s.ring = p.ring
LEFT JOIN agent AS a ON a.ring = p.ring
WHERE p.people >= $people_min AND s.cases >= $cases_min AND p.both_sides >= $both_min
ORDER BY ring
