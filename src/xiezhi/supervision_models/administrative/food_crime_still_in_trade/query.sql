-- 有期徒刑以上的食品犯罪；本人持证，或者在持证企业任法定代表人、食品安全管理人员、高管。
WITH convicted AS (
    SELECT DISTINCT s.case_number, s.identity_number, s.charge, s.penalty
    FROM sentence AS s
    INNER JOIN charge_group AS g ON g.charge = s.charge
    WHERE g.group_name = '食品安全犯罪' AND s.penalty IN ('有期徒刑', '无期徒刑', '死刑缓期执行')
        AND s.effective_on <= $data_on
),

trading AS (
    SELECT permit_number, credit_code, identity_number
    FROM permit
    WHERE kind IN ('食品经营许可', '食品经营备案', '小餐饮登记') AND COALESCE(status, '有效') = '有效'
        AND ended_on IS NULL AND (until_on IS NULL OR until_on > $data_on)
),

found AS (
    SELECT c.identity_number, c.case_number, c.charge, c.penalty, '持证人' AS role, t.permit_number
    FROM convicted AS c
    INNER JOIN trading AS t ON t.identity_number = c.identity_number
    UNION ALL
    SELECT c.identity_number, c.case_number, c.charge, c.penalty, p.post AS role, t.permit_number
    FROM convicted AS c
    INNER JOIN firm_post AS p ON p.identity_number = c.identity_number
    INNER JOIN trading AS t ON t.credit_code = p.credit_code
    WHERE p.post IN ('法定代表人', '食品安全管理人员', '高级管理人员') AND (p.until_on IS NULL OR p.until_on > $data_on)
)

SELECT identity_number, case_number, charge, penalty, role, permit_number
FROM found
ORDER BY identity_number, case_number, role, permit_number
