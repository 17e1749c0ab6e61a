-- 起始：自判决执行之日；间隔：自上次裁定之日，且不低于上次减去的刑期；幅度：按表现。重大立功不受起始与间隔的限制。
WITH cut AS (
    SELECT identity_number, proposed_on, term_months, executed_on, last_ruled_on,
           COALESCE(last_cut_months, 0) AS last_cut_months, major_merit, cut_months,
           COALESCE(ruled_on, proposed_on) AS reached_on,
           CASE WHEN term_months < $short_term THEN $start_short
                WHEN term_months < $long_term THEN $start_middle ELSE $start_long END AS start_months,
           CASE WHEN term_months < $long_term THEN $gap_short ELSE $gap_long END AS gap_months,
           CASE WHEN major_merit AND remorse THEN $cap_major_remorse
                WHEN major_merit THEN $cap_major
                WHEN merit AND remorse THEN $cap_merit_remorse ELSE $cap_one END AS cap_months
    FROM commutation
    WHERE kind = '减刑' AND term_months IS NOT NULL AND COALESCE(ruling, '准许') = '准许'
),

measured AS (
    SELECT identity_number, proposed_on, term_months, last_ruled_on, major_merit, cut_months, start_months, cap_months,
           GREATEST(gap_months, last_cut_months) AS gap_months,
           (year(reached_on) - year(executed_on)) * 12 + month(reached_on) - month(executed_on)
               - CASE WHEN day(reached_on) < day(executed_on) THEN 1 ELSE 0 END AS served_months,
           (year(reached_on) - year(last_ruled_on)) * 12 + month(reached_on) - month(last_ruled_on)
               - CASE WHEN day(reached_on) < day(last_ruled_on) THEN 1 ELSE 0 END AS since_months
    FROM cut
),

found AS (
    SELECT identity_number, proposed_on, '起始时间不足' AS problem, term_months,
           start_months AS allowed_months, served_months AS actual_months
    FROM measured
    WHERE last_ruled_on IS NULL AND NOT COALESCE(major_merit, FALSE) AND served_months < start_months
    UNION ALL
    SELECT identity_number, proposed_on, '间隔时间不足' AS problem, term_months,
           gap_months AS allowed_months, since_months AS actual_months
    FROM measured
    WHERE last_ruled_on IS NOT NULL AND NOT COALESCE(major_merit, FALSE) AND since_months < gap_months
    UNION ALL
    SELECT identity_number, proposed_on, '幅度超过' AS problem, term_months,
           cap_months AS allowed_months, cut_months AS actual_months
    FROM measured
    WHERE cut_months > cap_months
)

SELECT identity_number, proposed_on, problem, term_months, CAST(allowed_months AS INT) AS allowed_months,
       CAST(actual_months AS INT) AS actual_months
FROM found
ORDER BY identity_number, proposed_on, problem
