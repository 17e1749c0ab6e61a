-- 主刑结束以后超过日数不在名册；在名册的，终止日期与应当终止的日期相差超过容差。
WITH due AS (
    SELECT s.case_number, s.identity_number, s.deprivation_months,
           COALESCE(MAX(i.end_on), s.ends_on) AS main_ended_on
    FROM sentence AS s
    LEFT JOIN imprisonment AS i
        ON i.identity_number = s.identity_number AND i.end_reason IN ('刑满释放', '假释')
            AND i.end_on IS NOT NULL AND date_diff('day', i.start_on, s.ends_on) > 0
    WHERE s.deprivation_months > 0 AND s.penalty IN ('有期徒刑', '拘役')
    GROUP BY s.case_number, s.identity_number, s.deprivation_months, s.ends_on
),

open_due AS (
    SELECT d.case_number, d.identity_number, d.deprivation_months, d.main_ended_on,
           make_date(year(d.main_ended_on) + CAST(FLOOR((month(d.main_ended_on) - 1 + d.deprivation_months) / 12) AS INT), (month(d.main_ended_on) - 1 + d.deprivation_months) % 12 + 1, LEAST(day(d.main_ended_on), 28)) AS due_on
    FROM due AS d
    LEFT JOIN death_record AS x ON x.identity_number = d.identity_number
    WHERE x.identity_number IS NULL AND date_diff('day', d.main_ended_on, $data_on) > $enter_days
),

registered AS (
    SELECT o.case_number, o.identity_number, MAX(r.end_on) AS end_on
    FROM open_due AS o
    INNER JOIN deprivation_register AS r ON r.identity_number = o.identity_number
    WHERE date_diff('day', o.main_ended_on, r.start_on) >= -$slack_days
    GROUP BY o.case_number, o.identity_number
)

SELECT o.case_number, o.identity_number, o.deprivation_months, o.main_ended_on, o.due_on,
       CASE WHEN r.end_on IS NULL THEN '不在公安机关名册' ELSE '名册的终止日期不一致' END AS problem
FROM open_due AS o
LEFT JOIN registered AS r ON r.case_number = o.case_number AND r.identity_number = o.identity_number
WHERE (r.end_on IS NULL AND (o.deprivation_months >= $for_life OR o.due_on > $data_on))
    OR (o.deprivation_months < $for_life
        AND (date_diff('day', r.end_on, o.due_on) > $slack_days OR date_diff('day', o.due_on, r.end_on) > $slack_days))
ORDER BY o.case_number, o.identity_number, problem
