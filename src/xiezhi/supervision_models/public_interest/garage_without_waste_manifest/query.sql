-- 备案满一年的汽修企业，最近一年作为产生单位的转移联单合计；不产生废油的专项维修除外。
WITH garage AS (
    SELECT permit_number, credit_code, category, from_on
    FROM permit
    WHERE kind = '汽修备案' AND credit_code IS NOT NULL AND COALESCE(status, '有效') = '有效'
        AND (ended_on IS NULL OR ended_on > $data_on) AND (until_on IS NULL OR until_on > $data_on)
        AND CAST(from_on + TO_MONTHS($look_months) AS DATE) <= $data_on
        AND (COALESCE(scope, '') LIKE '%发动机%' OR COALESCE(scope, '') LIKE '%润滑%'
            OR (COALESCE(scope, '') NOT LIKE '%洗车%' AND COALESCE(scope, '') NOT LIKE '%美容%'
                AND COALESCE(scope, '') NOT LIKE '%轮胎%' AND COALESCE(scope, '') NOT LIKE '%玻璃%'))
),

sent AS (
    SELECT producer_credit_code, CAST(SUM(tonnes) AS DECIMAL(18, 4)) AS tonnes
    FROM hazardous_waste_manifest
    WHERE CAST(transferred_on + TO_MONTHS($look_months) AS DATE) > $data_on AND transferred_on <= $data_on
    GROUP BY producer_credit_code
)

SELECT g.permit_number, g.credit_code, g.category, g.from_on, CAST($look_months AS INT) AS look_months,
       CAST(COALESCE(s.tonnes, 0) AS DECIMAL(18, 4)) AS tonnes,
       CASE WHEN s.producer_credit_code IS NULL THEN '没有转移联单' ELSE '转移量过少' END AS problem
FROM garage AS g
LEFT JOIN sent AS s ON s.producer_credit_code = g.credit_code
WHERE COALESCE(s.tonnes, 0) < $tonnes_min
ORDER BY g.permit_number
