-- 财物所在县区与办案机关、案发地都不同，尚未解除，本案合计达到下限。
WITH outside AS (
    SELECT s.case_number, s.item_no, s.kind, s.organ, s.organ_county, s.object_county, s.object,
           s.value_yuan, c.county
    FROM seized_property AS s
    INNER JOIN police_case AS c ON c.case_number = s.case_number
    WHERE s.organ_county IS NOT NULL AND s.object_county IS NOT NULL
        AND s.object_county <> s.organ_county AND COALESCE(c.county, '') <> s.organ_county
        AND s.released_on IS NULL
),

total AS (
    SELECT case_number, COUNT(item_no) AS items, CAST(SUM(COALESCE(value_yuan, 0)) AS DECIMAL(18, 4)) AS total_yuan
    FROM outside
    GROUP BY case_number
    HAVING CAST(SUM(COALESCE(value_yuan, 0)) AS DECIMAL(18, 4)) >= $total_min
)

SELECT o.case_number, o.item_no, o.kind, COALESCE(o.organ, '办案机关') AS organ, o.organ_county, o.object_county,
       COALESCE(o.object, '财物') AS object_words, COALESCE(o.county, '没有登记') AS incident_words,
       o.value_yuan, t.items,
       CONCAT(CAST(CAST(ROUND(t.total_yuan, 0) AS BIGINT) AS VARCHAR), ' 元') AS total_words
FROM outside AS o
INNER JOIN total AS t ON t.case_number = o.case_number
ORDER BY o.case_number, o.item_no
