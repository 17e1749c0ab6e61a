-- 通知与送达分别看；没有登记日期的，期满以后才算没有通知、没有送达。
WITH step AS (
    SELECT identity_number, effective_on, court, '逾期通知' AS problem, notified_on AS done_on, $notify_days AS allowed
    FROM community_correction
    UNION ALL
    SELECT identity_number, effective_on, court, '逾期送达' AS problem, documents_on AS done_on, $serve_days AS allowed
    FROM community_correction
)

SELECT identity_number, effective_on, court, problem,
       CASE WHEN done_on IS NULL THEN '至今没有' ELSE '已经办理' END AS done,
       CAST(date_diff('day', effective_on, COALESCE(done_on, $data_on)) AS INT) AS days
FROM step
WHERE date_diff('day', effective_on, COALESCE(done_on, $data_on)) > allowed
ORDER BY identity_number, effective_on, problem
