-- 本院自己的期限：自收到副本起算，减刑、假释可以延长一次。
WITH received AS (
    SELECT identity_number, kind, proposed_on, sent_on, opinion_on,
           CASE WHEN opinion_extended THEN $cut_days + $extension_days ELSE $cut_days END AS allowed_days
    FROM commutation
    WHERE sent_on IS NOT NULL
    UNION ALL
    SELECT identity_number, '暂予监外执行' AS kind, proposed_on, sent_on, opinion_on, $outside_days AS allowed_days
    FROM temporary_release
    WHERE sent_on IS NOT NULL
)

SELECT identity_number, kind, proposed_on, sent_on,
       CASE WHEN opinion_on IS NULL THEN '至今没有意见' ELSE '逾期提出意见' END AS opinion,
       CAST(date_diff('day', sent_on, COALESCE(opinion_on, $data_on)) AS INT) AS days,
       CAST(allowed_days AS INT) AS allowed_days
FROM received
WHERE date_diff('day', sent_on, COALESCE(opinion_on, $data_on)) > allowed_days
ORDER BY identity_number, kind, proposed_on
