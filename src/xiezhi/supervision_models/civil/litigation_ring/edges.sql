-- 同一案的原告与被告相连；同一代理人代理的原告经代理人相连，代理太多的除外。
WITH loan AS (
    SELECT p.case_number, p.role, p.identity_number, p.licence_number, p.acts_for
    FROM civil_party AS p
    INNER JOIN civil_case AS c ON c.case_number = p.case_number
    WHERE c.cause LIKE '%民间借贷%'
),

agent AS (
    SELECT licence_number
    FROM loan
    WHERE role = 'agent' AND acts_for = 'plaintiff' AND licence_number IS NOT NULL
    GROUP BY licence_number
    HAVING COUNT(DISTINCT case_number) <= $hub_max
)

SELECT p.identity_number AS left_node, d.identity_number AS right_node
FROM loan AS p
INNER JOIN loan AS d ON d.case_number = p.case_number
WHERE p.role = 'plaintiff' AND d.role = 'defendant'
UNION ALL
SELECT p.identity_number AS left_node, CONCAT('代理:', g.licence_number) AS right_node
FROM loan AS p
INNER JOIN loan AS a ON a.case_number = p.case_number
INNER JOIN agent AS g ON g.licence_number = a.licence_number
WHERE p.role = 'plaintiff' AND a.role = 'agent' AND a.acts_for = 'plaintiff'
