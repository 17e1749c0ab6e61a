-- 死亡以后才纳入，或者死亡以后超过时间仍没有移出；按公民身份号码关联。
SELECT l.case_number, l.kind, l.identity_number, d.died_on, l.listed_on,
       CASE WHEN l.listed_on > d.died_on THEN '死亡以后纳入' ELSE '死亡以后没有移出' END AS problem,
       CAST(date_diff('day', d.died_on, $data_on) AS INT) AS days
FROM debtor_listing AS l
INNER JOIN death_record AS d ON d.identity_number = l.identity_number
WHERE l.removed_on IS NULL
    AND (l.listed_on > d.died_on OR date_diff('day', d.died_on, $data_on) > $remove_days)
ORDER BY l.case_number, l.kind, l.identity_number
