-- 按提请机关计数：幅度等于九个月的、起始（间隔）届满后几日内提请的、二者兼有的。
WITH cut AS (
    SELECT prison, proposed_on,
           CASE WHEN cut_months = $cap_one THEN 1 ELSE 0 END AS is_cap,
           CASE WHEN term_months < $short_term THEN CAST(executed_on + TO_MONTHS($start_short) AS DATE)
                WHEN term_months < $long_term THEN CAST(executed_on + TO_MONTHS($start_middle) AS DATE)
                ELSE CAST(executed_on + TO_MONTHS($start_long) AS DATE) END AS start_on,
           CASE WHEN term_months < $long_term THEN CAST(last_ruled_on + TO_MONTHS($gap_short) AS DATE)
                ELSE CAST(last_ruled_on + TO_MONTHS($gap_long) AS DATE) END AS gap_on
    FROM commutation
    WHERE kind = '减刑' AND prison IS NOT NULL AND term_months IS NOT NULL AND ruling = '准许'
        AND NOT COALESCE(merit, FALSE) AND NOT COALESCE(major_merit, FALSE) AND remorse
),

marked AS (
    SELECT prison, proposed_on, is_cap,
           CASE WHEN date_diff('day', COALESCE(gap_on, start_on), proposed_on) BETWEEN 0 AND $near_days THEN 1 ELSE 0 END AS is_once
    FROM cut
)

SELECT prison, MIN(proposed_on) AS first_on, CAST(COUNT(*) AS INT) AS cuts, CAST(SUM(is_cap) AS INT) AS at_cap,
       CAST(SUM(is_once) AS INT) AS at_once, CAST(SUM(is_cap * is_once) AS INT) AS both
FROM marked
GROUP BY prison
HAVING SUM(is_cap * is_once) >= $both_min AND SUM(is_cap * is_once) * 100 >= COUNT(*) * $share_pct
ORDER BY prison
