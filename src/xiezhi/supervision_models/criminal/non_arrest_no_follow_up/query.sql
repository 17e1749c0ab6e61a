-- 不捕以后：不构成犯罪的逾期没有撤案、终止侦查；其他理由的，经过规定的期间没有移送起诉、撤案、终止、再次提请。
WITH refused AS (
    SELECT a.case_number, a.identity_number, a.received_on, a.decided_on, a.ground
    FROM arrest_review AS a
    LEFT JOIN police_case AS c ON c.case_number = a.case_number
    LEFT JOIN police_suspect AS s
        ON s.case_number = a.case_number AND s.identity_number = a.identity_number
    WHERE a.decision = '不批准逮捕' AND a.decided_on IS NOT NULL
        AND COALESCE(c.outcome, '侦查中') = '侦查中' AND COALESCE(s.outcome, '在侦') = '在侦'
),

handled AS (
    SELECT identity_number, received_on FROM prosecution_review
    UNION ALL
    SELECT identity_number, received_on FROM arrest_review
),

later AS (
    SELECT DISTINCT r.case_number, r.identity_number, r.received_on
    FROM refused AS r
    INNER JOIN handled AS h
        ON h.identity_number = r.identity_number AND h.received_on > r.decided_on
),

pending AS (
    SELECT r.case_number, r.identity_number, r.received_on, r.decided_on, r.ground,
           DATE_DIFF('day', r.decided_on, $data_on) AS days
    FROM refused AS r
    LEFT JOIN later AS l
        ON l.case_number = r.case_number AND l.identity_number = r.identity_number
            AND l.received_on = r.received_on
    WHERE l.case_number IS NULL
)

SELECT case_number, identity_number, received_on, decided_on, COALESCE(ground, '理由不明') AS ground_words,
       CASE WHEN ground = '不构成犯罪' THEN '没有撤销案件或者终止侦查' ELSE '没有移送起诉、撤案或者终止侦查' END
           AS finding,
       days
FROM pending
WHERE (ground = '不构成犯罪' AND days > $innocent_days)
    OR CAST(decided_on + TO_MONTHS($idle_months) AS DATE) < $data_on
ORDER BY case_number, identity_number, received_on
