-- 同一案件同一人由同一机关决定的监视居住，累计日数超过最长期限；其后有别的措施的，到该日为止。
WITH following AS (
    SELECT m.case_number, m.identity_number, m.start_on, MIN(n.start_on) AS changed_on
    FROM coercive_measure AS m
    INNER JOIN coercive_measure AS n
        ON n.case_number = m.case_number AND n.identity_number = m.identity_number
    WHERE m.kind = '监视居住' AND n.kind IN ('刑事拘留', '逮捕', '取保候审') AND n.start_on > m.start_on
    GROUP BY m.case_number, m.identity_number, m.start_on
),

episode AS (
    SELECT m.case_number, m.identity_number, COALESCE(m.decided_by, '') AS decided_by, m.start_on,
           COALESCE(m.end_on, f.changed_on, $data_on) AS last_on,
           m.end_on IS NULL AND f.changed_on IS NULL AS running
    FROM coercive_measure AS m
    LEFT JOIN following AS f
        ON f.case_number = m.case_number AND f.identity_number = m.identity_number
            AND f.start_on = m.start_on
    WHERE m.kind = '监视居住' AND m.start_on <= $data_on
),

total AS (
    SELECT case_number, identity_number, decided_by, MIN(start_on) AS first_on, MAX(last_on) AS last_on,
           CAST(SUM(DATE_DIFF('day', start_on, last_on)) AS BIGINT) AS days, BOOL_OR(running) AS running
    FROM episode
    GROUP BY case_number, identity_number, decided_by
),

measured AS (
    SELECT case_number, identity_number, first_on, decided_by, last_on, days, running,
           DATE_DIFF('day', first_on, CAST(first_on + TO_MONTHS($max_months) AS DATE)) AS due_days
    FROM total
)

SELECT case_number, identity_number, first_on, decided_by, last_on, days, due_days,
       days - due_days AS over_days, running
FROM measured
WHERE days > due_days
ORDER BY case_number, identity_number, first_on, decided_by
