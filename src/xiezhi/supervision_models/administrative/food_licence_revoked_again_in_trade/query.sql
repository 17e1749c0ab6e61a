-- 食品类吊销处罚的个人与当时的法定代表人；决定以后五年内取得许可，或者在持证企业开始任职，现在仍有效。
WITH revoked AS (
    SELECT decision_number, identity_number, credit_code, cause, decided_on
    FROM administrative_penalty
    WHERE agency_kind = '市场监管' AND kind IN ('吊销许可证件', '罚款并吊销')
        AND (cause LIKE '%食品%' OR cause LIKE '%餐饮%') AND decided_on <= $data_on
        AND CAST(decided_on + TO_MONTHS($ban_months) AS DATE) > $data_on
),
banned AS (
    SELECT decision_number, identity_number, cause, decided_on
    FROM revoked
    WHERE identity_number IS NOT NULL
    UNION
    SELECT r.decision_number, p.identity_number, r.cause, r.decided_on
    FROM revoked AS r
    INNER JOIN firm_post AS p ON p.credit_code = r.credit_code
    WHERE p.post = '法定代表人' AND p.from_on <= r.decided_on
        AND (p.until_on IS NULL OR p.until_on > r.decided_on)
),
trading AS (
    SELECT permit_number, credit_code, identity_number, from_on
    FROM permit
    WHERE kind IN ('食品经营许可', '食品经营备案', '小餐饮登记') AND COALESCE(status, '有效') = '有效'
        AND ended_on IS NULL AND (until_on IS NULL OR until_on > $data_on)
),
found AS (
    SELECT b.decision_number, b.identity_number, '持证人' AS role, t.permit_number, b.cause, b.decided_on,
           t.from_on AS since_on
    FROM banned AS b
    INNER JOIN trading AS t ON t.identity_number = b.identity_number
    WHERE t.from_on > b.decided_on
    UNION ALL
    SELECT b.decision_number, b.identity_number, p.post, t.permit_number, b.cause, b.decided_on,
           p.from_on
    FROM banned AS b
    INNER JOIN firm_post AS p ON p.identity_number = b.identity_number
    INNER JOIN trading AS t ON t.credit_code = p.credit_code
    WHERE p.post IN ('法定代表人', '食品安全管理人员', '高级管理人员') AND p.from_on > b.decided_on
        AND (p.until_on IS NULL OR p.until_on > $data_on)
)
SELECT decision_number, identity_number, role, permit_number, cause, decided_on, MIN(since_on) AS since_on
FROM found
GROUP BY decision_number, identity_number, role, permit_number, cause, decided_on
ORDER BY decision_number, identity_number, role, permit_number
