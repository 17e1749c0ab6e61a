-- 生效以后超过办理时间，驾驶证仍正常；交通肇事逃逸的，吊销以外还应终生禁驾。
WITH convicted AS (
    SELECT s.case_number, s.identity_number, s.charge, s.effective_on, d.status, d.issued_on, d.banned_for_life
    FROM sentence AS s
    INNER JOIN driving_licence AS d ON d.identity_number = s.identity_number
    WHERE (s.charge LIKE '%危险驾驶%' OR s.charge LIKE '%交通肇事%')
        AND date_diff('day', s.effective_on, $data_on) > $revoke_days
),

fled AS (
    SELECT DISTINCT c.case_number, c.identity_number
    FROM convicted AS c
    INNER JOIN traffic_accident AS t ON t.identity_number = c.identity_number
    WHERE c.charge LIKE '%交通肇事%' AND t.fled AND t.occurred_on < c.effective_on
),

found AS (
    SELECT case_number, identity_number, charge, effective_on, '没有吊销驾驶证' AS problem
    FROM convicted
    WHERE status IN ('正常', '逾期未换证', '暂扣', '扣押') AND (issued_on IS NULL OR issued_on < effective_on)
    UNION ALL
    SELECT c.case_number, c.identity_number, c.charge, c.effective_on, '逃逸而没有终生禁驾' AS problem
    FROM convicted AS c
    INNER JOIN fled AS f ON f.case_number = c.case_number AND f.identity_number = c.identity_number
    WHERE NOT COALESCE(c.banned_for_life, FALSE)
)

SELECT case_number, identity_number, charge, effective_on, problem
FROM found
ORDER BY case_number, identity_number, problem
