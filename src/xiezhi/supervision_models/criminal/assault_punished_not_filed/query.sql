-- 殴打伤害类行政处罚：同一受案编号下有轻伤以上鉴定，或者没有鉴定而被害人诊断为骨折等；没有刑事立案。
WITH penalty AS (
    SELECT p.decision_number, p.case_number, p.identity_number, p.cause, p.decided_on
    FROM administrative_penalty AS p
    LEFT JOIN police_case AS c ON c.case_number = p.case_number AND c.filed_on IS NOT NULL
    WHERE (p.cause LIKE '%殴打%' OR p.cause LIKE '%伤害%') AND p.case_number IS NOT NULL
        AND c.case_number IS NULL
),

filed AS (
    SELECT DISTINCT p.decision_number
    FROM penalty AS p
    INNER JOIN police_suspect AS s ON s.identity_number = p.identity_number
    INNER JOIN police_case AS c ON c.case_number = s.case_number
    WHERE CAST(c.filed_on + TO_MONTHS($known_months) AS DATE) >= p.decided_on
        AND CAST(p.decided_on + TO_MONTHS($known_months) AS DATE) >= c.filed_on
),

appraised AS (
    SELECT case_number, identity_number, MIN(grade) AS grade,
           BOOL_OR(grade LIKE '轻伤%' OR grade LIKE '重伤%' OR grade = '死亡') AS serious
    FROM injury_appraisal
    WHERE kind = '伤情' AND case_number IS NOT NULL
    GROUP BY case_number, identity_number
),

found AS (
    SELECT p.decision_number, COALESCE(a.identity_number, '不明') AS victim_number, p.case_number,
           p.identity_number, p.cause, p.decided_on, CONCAT('伤情鉴定为', a.grade) AS finding
    FROM penalty AS p
    INNER JOIN appraised AS a ON a.case_number = p.case_number AND a.serious
    UNION
    SELECT p.decision_number, k.identity_number, p.case_number, p.identity_number, p.cause,
           p.decided_on, '被害人诊断为骨折、破裂等，没有伤情鉴定'
    FROM penalty AS p
    INNER JOIN police_call AS k ON k.case_number = p.case_number AND k.role = '受害人'
    INNER JOIN medical_visit AS v ON v.identity_number = k.identity_number
    LEFT JOIN appraised AS a ON a.case_number = p.case_number
    WHERE a.case_number IS NULL
        AND ABS(DATE_DIFF('day', k.occurred_on, v.visited_on)) <= $visit_days
        AND (v.diagnosis LIKE '%骨折%' OR v.diagnosis LIKE '%破裂%' OR v.diagnosis LIKE '%颅内出血%'
            OR v.diagnosis LIKE '%气胸%' OR v.diagnosis LIKE '%穿孔%')
)

SELECT f.decision_number, f.victim_number, f.case_number, f.identity_number, f.cause, f.decided_on, f.finding
FROM found AS f
LEFT JOIN filed AS x ON x.decision_number = f.decision_number
WHERE x.decision_number IS NULL
ORDER BY f.decision_number, f.victim_number, f.finding
