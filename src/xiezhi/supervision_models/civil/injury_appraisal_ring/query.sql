-- 代理人的伤残鉴定有多大比例出自同一鉴定人。
WITH appraised AS (
    SELECT agent, appraiser, appraised_on, insurer_objected
    FROM injury_appraisal
    WHERE kind = '伤残' AND agent IS NOT NULL AND appraiser IS NOT NULL
),

every AS (
    SELECT agent, COUNT(*) AS appraisals
    FROM appraised
    GROUP BY agent
)

SELECT a.agent, a.appraiser, MIN(a.appraised_on) AS first_on, COUNT(*) AS appraisals,
       e.appraisals AS agent_appraisals,
       CAST(FLOOR(COUNT(*) * 100 / NULLIF(e.appraisals, 0)) AS INT) AS share_pct,
       COUNT(CASE WHEN a.insurer_objected THEN 1 END) AS objected
FROM appraised AS a
INNER JOIN every AS e ON e.agent = a.agent
GROUP BY a.agent, a.appraiser, e.appraisals
HAVING COUNT(*) >= $appraisals_min AND COUNT(*) * 100 >= e.appraisals * $share_min
    AND COUNT(CASE WHEN a.insurer_objected THEN 1 END) >= $objected_min
ORDER BY a.agent, a.appraiser
