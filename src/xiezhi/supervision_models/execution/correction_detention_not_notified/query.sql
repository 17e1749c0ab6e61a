-- 矫正期间的拘留与羁押：几日内没有通知；拘留达到日数或者刑事羁押而没有提请撤销。
WITH held AS (
    SELECT identity_number, start_on, '行政拘留' AS kind, cause, COALESCE(days, date_diff('day', start_on, end_on)) AS days
    FROM administrative_detention
    UNION ALL
    SELECT identity_number, start_on, '刑事羁押' AS kind, charge AS cause, $revoke_days AS days
    FROM custody_episode
),

event AS (
    SELECT DISTINCT h.identity_number, h.start_on, h.kind, h.cause, h.days
    FROM community_correction AS c
    INNER JOIN held AS h ON h.identity_number = c.identity_number
    WHERE h.start_on > COALESCE(c.start_on, c.effective_on) AND h.start_on < COALESCE(c.ended_on, c.end_on, $data_on)
),

told AS (
    SELECT DISTINCT e.identity_number, e.start_on
    FROM event AS e
    INNER JOIN correction_notice AS n ON n.identity_number = e.identity_number
    WHERE n.event_on = e.start_on OR date_diff('day', e.start_on, n.notified_on) BETWEEN 0 AND $notify_days
),

proposed AS (
    SELECT DISTINCT e.identity_number, e.start_on
    FROM event AS e
    INNER JOIN correction_revocation AS r ON r.identity_number = e.identity_number
    WHERE r.proposed_on >= e.start_on
),

found AS (
    SELECT e.identity_number, e.start_on, e.kind, e.cause, '没有通知社区矫正机构' AS problem
    FROM event AS e
    LEFT JOIN told AS t ON t.identity_number = e.identity_number AND t.start_on = e.start_on
    WHERE t.identity_number IS NULL AND date_diff('day', e.start_on, $data_on) > $notify_days
    UNION ALL
    SELECT e.identity_number, e.start_on, e.kind, e.cause, '没有提请撤销' AS problem
    FROM event AS e
    LEFT JOIN proposed AS p ON p.identity_number = e.identity_number AND p.start_on = e.start_on
    WHERE p.identity_number IS NULL AND e.days >= $revoke_days
        AND date_diff('day', e.start_on, $data_on) > $propose_days
)

SELECT identity_number, start_on, kind, cause, problem
FROM found
ORDER BY identity_number, start_on, problem
