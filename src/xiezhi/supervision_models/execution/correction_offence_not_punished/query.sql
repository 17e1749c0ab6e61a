-- 矫正期间的违法受到处罚，其后一段时间既没有考核处罚，也没有提请撤销。
WITH offence AS (
    SELECT DISTINCT c.identity_number, p.decision_number, p.cause, p.kind, p.decided_on
    FROM community_correction AS c
    INNER JOIN administrative_penalty AS p ON p.identity_number = c.identity_number
    WHERE COALESCE(p.illegal_on, p.decided_on) >= COALESCE(c.start_on, c.effective_on)
        AND COALESCE(p.illegal_on, p.decided_on) < COALESCE(c.ended_on, c.end_on, $data_on)
        AND date_diff('day', p.decided_on, $data_on) > $punish_days
),

answered AS (
    SELECT o.identity_number, o.decision_number
    FROM offence AS o
    INNER JOIN correction_punishment AS x ON x.identity_number = o.identity_number
    WHERE date_diff('day', o.decided_on, x.punished_on) BETWEEN 0 AND $punish_days
    UNION ALL
    SELECT o.identity_number, o.decision_number
    FROM offence AS o
    INNER JOIN correction_revocation AS r ON r.identity_number = o.identity_number
    WHERE date_diff('day', o.decided_on, r.proposed_on) BETWEEN 0 AND $punish_days
),

once AS (
    SELECT identity_number, decision_number
    FROM answered
    GROUP BY identity_number, decision_number
)

SELECT o.identity_number, o.decision_number, o.cause, o.kind, o.decided_on, CAST($punish_days AS INT) AS punish_days
FROM offence AS o
LEFT JOIN once AS a ON a.identity_number = o.identity_number AND a.decision_number = o.decision_number
WHERE a.decision_number IS NULL
ORDER BY o.identity_number, o.decision_number
