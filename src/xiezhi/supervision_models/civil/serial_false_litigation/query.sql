-- 同一原告在统计期间内的民间借贷案件，逐项数出特征；符合的特征达到下限才产生线索。
WITH loan AS (
    SELECT p.identity_number, c.case_number, c.filed_on,
           CASE WHEN c.absent OR c.announced THEN 1 ELSE 0 END AS is_absent,
           CASE WHEN c.outcome IN ('调解', '撤诉') THEN 1 ELSE 0 END AS is_settled,
           CASE WHEN date_diff('day', c.filed_on, c.closed_on) < $fast_days THEN 1 ELSE 0 END AS is_fast,
           CASE WHEN c.evidence_kind = '欠条' THEN 1 ELSE 0 END AS is_iou
    FROM civil_case AS c
    INNER JOIN civil_party AS p ON p.case_number = c.case_number
    WHERE p.role = 'plaintiff' AND p.identity_number IS NOT NULL
        AND c.cause LIKE '%民间借贷%' AND c.filed_on IS NOT NULL
),

frequent AS (
    SELECT identity_number
    FROM loan
    GROUP BY identity_number
    HAVING COUNT(DISTINCT case_number) >= $cases_min
),

spell AS (
    SELECT a.identity_number, a.filed_on AS first_on, b.case_number, b.is_absent, b.is_settled,
           b.is_fast, b.is_iou
    FROM frequent AS f
    INNER JOIN (SELECT DISTINCT identity_number, filed_on FROM loan) AS a
        ON a.identity_number = f.identity_number
    INNER JOIN loan AS b ON b.identity_number = a.identity_number
    WHERE b.filed_on >= a.filed_on
        AND b.filed_on < CAST(a.filed_on + TO_MONTHS($window) AS DATE)
),

agent AS (
    SELECT identity_number, first_on, MAX(cases) AS agent_cases
    FROM (
        SELECT s.identity_number, s.first_on, p.licence_number,
               COUNT(DISTINCT s.case_number) AS cases
        FROM spell AS s
        INNER JOIN civil_party AS p ON p.case_number = s.case_number
        WHERE p.role = 'agent' AND p.acts_for = 'plaintiff' AND p.licence_number IS NOT NULL
        GROUP BY s.identity_number, s.first_on, p.licence_number
    ) AS counted
    GROUP BY identity_number, first_on
),

-- 一案一行：同一原告在一案中重复登记的，只算一次。
counted AS (
    SELECT identity_number, first_on, COUNT(*) AS cases, CAST(SUM(is_absent) AS BIGINT) AS absent_cases,
           CAST(SUM(is_settled) AS BIGINT) AS settled_cases, CAST(SUM(is_fast) AS BIGINT) AS fast_cases, CAST(SUM(is_iou) AS BIGINT) AS iou_cases
    FROM (SELECT DISTINCT identity_number, first_on, case_number, is_absent, is_settled, is_fast,
                          is_iou FROM spell) AS one
    GROUP BY identity_number, first_on
),

featured AS (
    SELECT c.identity_number, c.first_on, c.cases, c.absent_cases, c.settled_cases, c.fast_cases,
           COALESCE(a.agent_cases, 0) AS agent_cases, c.iou_cases,
           CASE WHEN c.absent_cases * 100 >= c.cases * $share_pct THEN 1 ELSE 0 END
           + CASE WHEN c.settled_cases * 100 >= c.cases * $share_pct THEN 1 ELSE 0 END
           + CASE WHEN c.fast_cases * 100 >= c.cases * $share_pct THEN 1 ELSE 0 END
           + CASE WHEN COALESCE(a.agent_cases, 0) * 100 >= c.cases * $share_pct THEN 1 ELSE 0 END
           + CASE WHEN c.iou_cases * 100 >= c.cases * $share_pct THEN 1 ELSE 0 END AS features,
           ROW_NUMBER() OVER (PARTITION BY c.identity_number ORDER BY c.cases DESC, c.first_on) AS place
    FROM counted AS c
    LEFT JOIN agent AS a ON a.identity_number = c.identity_number AND a.first_on = c.first_on
    WHERE c.cases >= $cases_min
)

SELECT identity_number, first_on, CAST($window AS INT) AS window_months, CAST(cases AS INT) AS cases,
       CAST(absent_cases AS INT) AS absent_cases, CAST(settled_cases AS INT) AS settled_cases,
       CAST(fast_cases AS INT) AS fast_cases, CAST(agent_cases AS INT) AS agent_cases,
       CAST(iou_cases AS INT) AS iou_cases, CAST(features AS INT) AS features
FROM featured
WHERE place = 1 AND features >= $features_min
ORDER BY identity_number
