-- 矫正期间的调整，没有退回；居民养老的基础养老金统一提高除外。
WITH term AS (
    SELECT identity_number, kind, COALESCE(start_on, effective_on) AS start_on,
           COALESCE(ended_on, end_on, $data_on) AS ends_on
    FROM community_correction
),

adjusted AS (
    SELECT t.identity_number, t.start_on, t.kind, LEAST(t.ends_on, $data_on) AS until_on,
           a.adjusted_on, a.increase_yuan
    FROM term AS t
    INNER JOIN pension_adjustment AS a ON a.identity_number = t.identity_number
    WHERE a.returned_on IS NULL AND a.increase_yuan > 0
        AND COALESCE(a.kind, '职工养老') <> '居民养老'
        AND a.adjusted_on >= t.start_on AND a.adjusted_on < t.ends_on AND a.adjusted_on < $data_on
)

SELECT identity_number, start_on, MIN(kind) AS kind, MAX(until_on) AS until_on,
       COUNT(DISTINCT adjusted_on) AS times,
       CAST(SUM(increase_yuan) AS DECIMAL(18, 4)) AS increase_yuan,
       CAST(ROUND(SUM(increase_yuan * date_diff('day', adjusted_on, until_on)) / $days_a_month, 0) AS DECIMAL(18, 4)) AS overpaid_yuan
FROM adjusted
GROUP BY identity_number, start_on
ORDER BY identity_number, start_on
