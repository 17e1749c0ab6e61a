-- 同一案件未解除的查扣冻结合计，超过涉案金额的若干倍，并且超过的金额达到下限。
WITH held AS (
    SELECT case_number, COUNT(item_no) AS items,
           COUNT(CASE WHEN owner_is_party = FALSE THEN 1 END) AS outsider_items,
           CAST(SUM(value_yuan) AS DECIMAL(18, 4)) AS held_yuan
    FROM seized_property
    WHERE released_on IS NULL AND value_yuan > 0 AND seized_on <= $data_on
        AND COALESCE(disposal, '在库') NOT IN ('返还被害人', '返还权利人')
    GROUP BY case_number
)

SELECT h.case_number, c.charge, h.items, h.outsider_items, h.held_yuan, c.involved_yuan,
       CONCAT(CAST(CAST(ROUND(h.held_yuan, 0) AS BIGINT) AS VARCHAR), ' 元') AS held_words,
       CONCAT(CAST(CAST(ROUND(c.involved_yuan, 0) AS BIGINT) AS VARCHAR), ' 元') AS involved_words,
       CONCAT(CAST(CAST(ROUND(h.held_yuan - c.involved_yuan, 0) AS BIGINT) AS VARCHAR), ' 元') AS excess_words
FROM held AS h
INNER JOIN police_case AS c ON c.case_number = h.case_number
WHERE c.involved_yuan > 0
    AND h.held_yuan > $times * c.involved_yuan
    AND h.held_yuan - c.involved_yuan >= $excess_min
ORDER BY h.case_number
