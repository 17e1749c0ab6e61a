-- 拘留过、措施全部解除已久，而没有提请逮捕、移送起诉、行政处罚，案件和人员也没有处理的登记。
WITH spell AS (
    SELECT case_number, identity_number,
           MIN(CASE WHEN kind = '刑事拘留' THEN start_on END) AS start_on,
           MAX(end_on) AS released_on,
           BOOL_OR(end_on IS NULL) AS running
    FROM coercive_measure
    WHERE start_on <= $data_on
    GROUP BY case_number, identity_number
),

released AS (
    SELECT p.case_number, p.identity_number, p.start_on, p.released_on
    FROM spell AS p
    LEFT JOIN police_case AS c ON c.case_number = p.case_number
    LEFT JOIN police_suspect AS s
        ON s.case_number = p.case_number AND s.identity_number = p.identity_number
    WHERE p.start_on IS NOT NULL AND NOT p.running
        AND DATE_DIFF('day', p.released_on, $data_on) > $grace_days
        AND c.wanted_on IS NULL
        AND COALESCE(c.outcome, '侦查中') = '侦查中' AND COALESCE(s.outcome, '在侦') = '在侦'
),

handled AS (
    SELECT identity_number, received_on AS handled_on FROM arrest_review
    UNION ALL
    SELECT identity_number, received_on FROM prosecution_review
    UNION ALL
    SELECT identity_number, decided_on FROM administrative_penalty
    WHERE identity_number IS NOT NULL
),

settled AS (
    SELECT DISTINCT r.case_number, r.identity_number
    FROM released AS r
    INNER JOIN handled AS h
        ON h.identity_number = r.identity_number AND h.handled_on >= r.start_on
)

SELECT r.case_number, r.identity_number, r.start_on, r.released_on,
       DATE_DIFF('day', r.released_on, $data_on) AS idle_days
FROM released AS r
LEFT JOIN settled AS x ON x.case_number = r.case_number AND x.identity_number = r.identity_number
WHERE x.case_number IS NULL
ORDER BY r.case_number, r.identity_number, r.start_on
