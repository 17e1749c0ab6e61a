-- 矫正期间在外县市的事件，没有请假覆盖，其后一段时间也没有处罚；期间未满的不问。
WITH away AS (
    SELECT c.identity_number, c.county, e.kind, e.occurred_on, e.place, e.county AS event_county
    FROM community_correction AS c
    INNER JOIN movement_event AS e ON e.identity_number = c.identity_number
    WHERE e.county IS NOT NULL AND c.county IS NOT NULL AND e.county <> c.county
        AND e.occurred_on >= COALESCE(c.start_on, c.effective_on)
        AND e.occurred_on < COALESCE(c.ended_on, c.end_on, $data_on)
        AND e.kind IN ('乘车', '住宿', '交通违法', '卡口通行', '定位越界')
        AND COALESCE(e.driving, TRUE)
        AND date_diff('day', e.occurred_on, $data_on) > $punish_days
),

on_leave AS (
    SELECT DISTINCT a.identity_number, a.occurred_on
    FROM away AS a
    INNER JOIN correction_leave AS l ON l.identity_number = a.identity_number
    WHERE a.occurred_on >= l.from_on AND a.occurred_on <= COALESCE(l.returned_on, l.until_on)
),

punished AS (
    SELECT DISTINCT a.identity_number, a.occurred_on
    FROM away AS a
    INNER JOIN correction_punishment AS p ON p.identity_number = a.identity_number
    WHERE date_diff('day', a.occurred_on, p.punished_on) BETWEEN 0 AND $punish_days
)

SELECT a.identity_number, a.occurred_on, a.kind, a.place, a.county, a.event_county,
       CAST($punish_days AS INT) AS punish_days
FROM away AS a
LEFT JOIN on_leave AS l ON l.identity_number = a.identity_number AND l.occurred_on = a.occurred_on
LEFT JOIN punished AS p ON p.identity_number = a.identity_number AND p.occurred_on = a.occurred_on
WHERE l.identity_number IS NULL AND p.identity_number IS NULL
ORDER BY a.identity_number, a.occurred_on, a.kind, a.place
