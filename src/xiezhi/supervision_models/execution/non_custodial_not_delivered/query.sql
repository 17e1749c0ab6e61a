-- 应当交付的判决，超过日数，名册上没有生效以后开始执行的这个人。
WITH due AS (
    SELECT case_number, identity_number, effective_on,
           CASE WHEN penalty = '剥夺政治权利' THEN '单处剥夺政治权利'
                WHEN penalty = '管制' THEN '管制' ELSE '缓刑' END AS penalty
    FROM sentence
    WHERE effective_on IS NOT NULL AND date_diff('day', effective_on, $data_on) > $deliver_days
        AND (penalty IN ('管制', '剥夺政治权利') OR probation_months > 0)
),

entered AS (
    SELECT d.case_number, d.identity_number
    FROM due AS d
    INNER JOIN community_correction AS c ON c.identity_number = d.identity_number
    WHERE d.penalty <> '单处剥夺政治权利'
        AND date_diff('day', d.effective_on, COALESCE(c.effective_on, c.start_on)) >= -$slack_days
    UNION ALL
    SELECT d.case_number, d.identity_number
    FROM due AS d
    INNER JOIN deprivation_register AS r ON r.identity_number = d.identity_number
    WHERE d.penalty = '单处剥夺政治权利' AND date_diff('day', d.effective_on, r.start_on) >= -$slack_days
    UNION ALL
    SELECT d.case_number, d.identity_number
    FROM due AS d
    INNER JOIN death_record AS x ON x.identity_number = d.identity_number
),

once AS (
    SELECT case_number, identity_number
    FROM entered
    GROUP BY case_number, identity_number
)

SELECT d.case_number, d.identity_number, d.penalty, d.effective_on,
       CASE WHEN d.penalty = '单处剥夺政治权利' THEN '没有交付公安机关执行' ELSE '没有进入社区矫正名册' END AS problem,
       CAST(date_diff('day', d.effective_on, $data_on) AS INT) AS days
FROM due AS d
LEFT JOIN once AS o ON o.case_number = d.case_number AND o.identity_number = d.identity_number
WHERE o.case_number IS NULL
ORDER BY d.case_number, d.identity_number
