-- 同一案件同一人由同一机关决定的取保候审，累计日数超过最长期限。
WITH episode AS (
    SELECT case_number, identity_number, COALESCE(decided_by, '') AS decided_by, start_on,
           COALESCE(end_on, $data_on) AS last_on, end_on IS NULL AS running
    FROM coercive_measure
    WHERE kind = '取保候审' AND start_on <= $data_on
),

total AS (
    SELECT case_number, identity_number, decided_by, MIN(start_on) AS first_on,
           MAX(last_on) AS last_on,
           CAST(SUM(DATE_DIFF('day', start_on, last_on)) AS BIGINT) AS bail_days,
           BOOL_OR(running) AS running
    FROM episode
    GROUP BY case_number, identity_number, decided_by
),

measured AS (
    SELECT case_number, identity_number, first_on, decided_by, last_on, bail_days, running,
           DATE_DIFF('day', first_on, CAST(first_on + TO_MONTHS($bail_months) AS DATE)) AS due_days
    FROM total
)

SELECT case_number, identity_number, first_on, decided_by, last_on, bail_days, due_days,
       bail_days - due_days AS over_days, running
FROM measured
WHERE bail_days > due_days
ORDER BY case_number, identity_number, first_on, decided_by
