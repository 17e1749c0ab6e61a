-- 死亡、重伤、重大财产损失或者未成年的被害人；没有或者极少获赔、没有救助；现在仍在困难名册。
WITH unpaid AS (
    SELECT case_number, identity_number, harm, loss_yuan, compensated_yuan
    FROM victim
    WHERE relief_on IS NULL
        AND (harm IN ('死亡', '重伤') OR (harm = '财产损失' AND loss_yuan >= $loss_min)
            OR CAST(born_on + TO_MONTHS($minor_months) AS DATE) > $data_on)
        AND (compensated_yuan = 0 OR compensated_yuan < $paid_share * loss_yuan)
),

poor AS (
    SELECT identity_number, MIN(kind) AS kind, MIN(from_on) AS from_on
    FROM hardship_register
    WHERE kind IN ('低保对象', '特困人员', '残疾人', '脱贫户', '防止返贫监测对象', '孤儿', '事实无人抚养儿童', '困境儿童')
        AND from_on <= $data_on AND (until_on IS NULL OR until_on > $data_on)
    GROUP BY identity_number
)

SELECT v.case_number, v.identity_number, v.harm, v.loss_yuan, v.compensated_yuan, p.kind, p.from_on
FROM unpaid AS v
INNER JOIN poor AS p ON p.identity_number = v.identity_number
ORDER BY v.case_number, v.identity_number
