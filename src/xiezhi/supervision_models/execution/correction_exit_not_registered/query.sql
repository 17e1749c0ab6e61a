-- 入矫以后超过日数没有有效报备；有报备的，截止日期早于矫正期满。
WITH serving AS (
    SELECT identity_number, effective_on, COALESCE(start_on, effective_on) AS start_on, end_on
    FROM community_correction
    WHERE end_on IS NOT NULL AND end_on > $data_on AND (ended_on IS NULL OR ended_on > $data_on)
        AND date_diff('day', COALESCE(start_on, effective_on), $data_on) > $file_days
),

filed AS (
    SELECT s.identity_number, s.effective_on, MAX(x.until_on) AS until_on
    FROM serving AS s
    INNER JOIN exit_registration AS x ON x.identity_number = s.identity_number
    WHERE x.cancelled_on IS NULL AND x.until_on > s.start_on
    GROUP BY s.identity_number, s.effective_on
)

SELECT s.identity_number, s.effective_on, s.start_on, s.end_on,
       CASE WHEN f.until_on IS NULL THEN '没有报备' ELSE '报备期限短于矫正期' END AS problem
FROM serving AS s
LEFT JOIN filed AS f ON f.identity_number = s.identity_number AND f.effective_on = s.effective_on
WHERE f.until_on IS NULL OR f.until_on < s.end_on
ORDER BY s.identity_number, s.effective_on
