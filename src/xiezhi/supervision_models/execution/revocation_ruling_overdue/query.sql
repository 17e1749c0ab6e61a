-- 四种情形：裁定逾期、逮捕决定逾期、逮捕后羁押过期、准许以后没有收监。
WITH step AS (
    SELECT identity_number, kind, proposed_on, received_on, '裁定逾期' AS problem,
           COALESCE(received_on, proposed_on) AS from_on, COALESCE(ruled_on, $data_on) AS to_on, $rule_days AS allowed
    FROM correction_revocation
    UNION ALL
    SELECT identity_number, kind, proposed_on, received_on, '逮捕决定逾期' AS problem,
           arrest_proposed_on AS from_on, COALESCE(arrest_decided_on, $data_on) AS to_on, $arrest_days AS allowed
    FROM correction_revocation
    WHERE arrest_proposed_on IS NOT NULL
    UNION ALL
    SELECT identity_number, kind, proposed_on, received_on, '逮捕后羁押超过期限' AS problem,
           arrested_on AS from_on, COALESCE(ruled_on, $data_on) AS to_on, $custody_days AS allowed
    FROM correction_revocation
    WHERE arrested_on IS NOT NULL
    UNION ALL
    SELECT identity_number, kind, proposed_on, received_on, '准许以后没有收监' AS problem,
           ruled_on AS from_on, COALESCE(committed_on, $data_on) AS to_on, $commit_days AS allowed
    FROM correction_revocation
    WHERE ruling = '准许' AND ruled_on IS NOT NULL
)

SELECT identity_number, kind, proposed_on, received_on, problem,
       CAST(date_diff('day', from_on, to_on) AS INT) AS days
FROM step
WHERE date_diff('day', from_on, to_on) > allowed
ORDER BY identity_number, kind, proposed_on, problem
