-- 立案后有人到案，最近一次到案、措施起止以后经过规定的期间，没有移送起诉、撤案、终止。
WITH open_case AS (
    SELECT case_number, charge, filed_on
    FROM police_case
    WHERE filed_on IS NOT NULL AND COALESCE(outcome, '侦查中') = '侦查中' AND wanted_on IS NULL
),

suspect AS (
    SELECT case_number, COUNT(DISTINCT identity_number) AS suspects, MAX(arrived_on) AS arrived_on,
           COUNT(CASE WHEN COALESCE(outcome, '在侦') = '在侦' THEN 1 END) AS open_suspects
    FROM police_suspect
    GROUP BY case_number
),

measure AS (
    SELECT case_number, MAX(COALESCE(end_on, start_on)) AS last_on,
           BOOL_OR(end_on IS NULL AND kind IN ('刑事拘留', '逮捕')) AS in_custody
    FROM coercive_measure
    WHERE start_on <= $data_on
    GROUP BY case_number
),

sent AS (
    SELECT case_number, COUNT(DISTINCT identity_number) AS sent
    FROM prosecution_review
    GROUP BY case_number
),

measured AS (
    SELECT c.case_number, c.charge, c.filed_on, s.suspects,
           GREATEST(c.filed_on, COALESCE(s.arrived_on, c.filed_on), COALESCE(m.last_on, c.filed_on))
               AS last_on
    FROM open_case AS c
    INNER JOIN suspect AS s ON s.case_number = c.case_number
    LEFT JOIN measure AS m ON m.case_number = c.case_number
    LEFT JOIN sent AS t ON t.case_number = c.case_number
    WHERE t.case_number IS NULL AND s.open_suspects > 0 AND COALESCE(m.in_custody, FALSE) = FALSE
)

SELECT case_number, charge, filed_on, suspects, last_on, DATE_DIFF('day', last_on, $data_on) AS idle_days
FROM measured
WHERE CAST(last_on + TO_MONTHS($idle_months) AS DATE) < $data_on
ORDER BY case_number
