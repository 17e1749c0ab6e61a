-- 吊销以后、没有重新取得以前，确认由本人驾驶的记录；当日违法已经处罚的除外。
SELECT DISTINCT e.identity_number, e.occurred_on, e.kind, e.place, d.revoked_on
FROM community_correction AS c
INNER JOIN driving_licence AS d ON d.identity_number = c.identity_number
INNER JOIN movement_event AS e ON e.identity_number = c.identity_number
LEFT JOIN administrative_penalty AS p
    ON p.identity_number = e.identity_number AND p.illegal_on = e.occurred_on AND p.agency_kind IN ('交警', '公安')
WHERE d.status = '吊销' AND d.revoked_on <= e.occurred_on AND e.driving
    AND (d.issued_on IS NULL OR d.issued_on < d.revoked_on)
    AND e.occurred_on >= COALESCE(c.start_on, c.effective_on)
    AND e.occurred_on < COALESCE(c.ended_on, c.end_on, $data_on)
    AND p.identity_number IS NULL
ORDER BY e.identity_number, e.occurred_on, e.kind, e.place
