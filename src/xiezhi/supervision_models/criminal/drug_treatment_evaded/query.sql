-- 强制隔离戒毒决定前后自首、判处短期刑、戒毒没有期满也没有继续执行；同一承办人至少若干件。
WITH pair AS (
    SELECT d.identity_number, d.decided_on, s.arrived_on, s.case_number, s.officer_code,
           COALESCE(j.charge, '罪名不明') AS charge_words, j.term_months, j.judged_on,
           ROW_NUMBER() OVER (PARTITION BY d.identity_number, d.decided_on
                              ORDER BY j.judged_on, s.case_number) AS place
    FROM drug_treatment AS d
    INNER JOIN police_suspect AS s ON s.identity_number = d.identity_number
    INNER JOIN sentence AS j ON j.identity_number = d.identity_number
    WHERE d.kind = '强制隔离戒毒' AND d.resumed_on IS NULL
        AND COALESCE(d.ended_how, '') NOT IN ('期满解除', '提前解除', '死亡', '撤销')
        AND s.arrival = '自首' AND s.officer_code IS NOT NULL
        AND ABS(DATE_DIFF('day', d.decided_on, s.arrived_on)) <= $near_days
        AND j.judged_on >= s.arrived_on
        AND j.judged_on <= CAST(s.arrived_on + TO_MONTHS($trial_months) AS DATE)
        AND j.penalty IN ('有期徒刑', '拘役') AND j.term_months < $short_months
),

officer AS (
    SELECT officer_code, COUNT(DISTINCT identity_number) AS persons
    FROM pair
    WHERE place = 1
    GROUP BY officer_code
    HAVING COUNT(DISTINCT identity_number) >= $group_min
)

SELECT p.identity_number, p.decided_on, p.arrived_on, p.case_number, p.charge_words, p.term_months,
       p.judged_on, o.persons - 1 AS same_officer
FROM pair AS p
INNER JOIN officer AS o ON o.officer_code = p.officer_code
WHERE p.place = 1
ORDER BY p.identity_number, p.decided_on
