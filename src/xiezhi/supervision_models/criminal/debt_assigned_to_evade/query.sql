-- 转让时，转让人仍在失信名单中，或者仍有未执行完毕的执行案件；合理对价的除外。
WITH assignment AS (
    SELECT case_number, assignor_identity_number, assignor_credit_code, assigned_on, debt_yuan, relation,
           COALESCE(assignor_identity_number, assignor_credit_code) AS assignor
    FROM debt_assignment
    WHERE COALESCE(price_yuan, 0) < $fair_share * COALESCE(debt_yuan, 1)
),

burden AS (
    SELECT case_number AS listing_number, '已被列为失信被执行人' AS state, listed_on, removed_on AS until_on,
           COALESCE(identity_number, credit_code) AS debtor
    FROM debtor_listing
    WHERE kind = '失信被执行人' AND listed_on IS NOT NULL
    UNION ALL
    SELECT case_number, '已是被执行人', filed_on,
           CASE WHEN close_kind IN ('执行完毕', '销案', '不予执行', '驳回申请') THEN closed_on END,
           COALESCE(identity_number, credit_code)
    FROM enforcement_case
    WHERE filed_on IS NOT NULL
)

SELECT DISTINCT a.case_number, b.listing_number, b.state, a.assignor_identity_number, a.assignor_credit_code,
       a.assigned_on, b.listed_on,
       CASE WHEN a.debt_yuan IS NULL THEN '（数额不明）'
            ELSE CONCAT(CAST(CAST(ROUND(a.debt_yuan, 0) AS BIGINT) AS VARCHAR), ' 元') END AS debt_words,
       COALESCE(a.relation, '关系不明的人') AS relation_words
FROM assignment AS a
INNER JOIN burden AS b ON b.debtor = a.assignor
WHERE b.listed_on < a.assigned_on AND (b.until_on IS NULL OR b.until_on > a.assigned_on)
ORDER BY case_number, listing_number, state
