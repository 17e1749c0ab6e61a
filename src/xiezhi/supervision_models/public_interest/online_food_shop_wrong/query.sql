-- 店铺按公示的编号或者信用代码找许可；许可、备案、小餐饮登记之一有效即可。仅销售食用农产品的除外。
WITH shop AS (
    SELECT platform, shop_number, credit_code, permit_number, COALESCE(items, '') AS items, permit_shown
    FROM online_shop
    WHERE (closed_on IS NULL OR closed_on > $data_on) AND (opened_on IS NULL OR opened_on < $data_on)
        AND COALESCE(items, '') NOT LIKE '%食用农产品%'
),

licence AS (
    SELECT kind, permit_number, credit_code, COALESCE(scope, '') AS scope,
           CASE WHEN COALESCE(status, '有效') = '有效' AND (ended_on IS NULL OR ended_on > $data_on)
               AND (until_on IS NULL OR until_on > $data_on) THEN 1 ELSE 0 END AS valid
    FROM permit
    WHERE kind IN ('食品经营许可', '食品经营备案', '小餐饮登记')
),

held AS (
    SELECT s.platform, s.shop_number, l.kind, l.scope, l.valid
    FROM shop AS s
    INNER JOIN licence AS l ON l.permit_number = s.permit_number
    UNION ALL
    SELECT s.platform, s.shop_number, l.kind, l.scope, l.valid
    FROM shop AS s
    INNER JOIN licence AS l ON l.credit_code = s.credit_code
),

best AS (
    SELECT platform, shop_number, MAX(valid) AS valid,
           MAX(CASE WHEN valid = 1 AND kind <> '食品经营备案' THEN 1 ELSE 0 END) AS cooks,
           MAX(CASE WHEN valid = 1 AND (scope = '' OR scope LIKE '%冷食%') THEN 1 ELSE 0 END) AS cold,
           MAX(CASE WHEN valid = 1 AND (scope = '' OR scope LIKE '%生食%') THEN 1 ELSE 0 END) AS raw
    FROM held
    GROUP BY platform, shop_number
),

found AS (
    SELECT s.platform, s.shop_number, s.credit_code, s.permit_number, '没有许可、备案' AS problem
    FROM shop AS s
    LEFT JOIN best AS b ON b.platform = s.platform AND b.shop_number = s.shop_number
    WHERE b.platform IS NULL AND (s.permit_number IS NOT NULL OR s.credit_code IS NOT NULL)
    UNION ALL
    SELECT s.platform, s.shop_number, s.credit_code, s.permit_number,
           CASE WHEN b.valid = 0 THEN '许可到期、失效' ELSE '超出许可范围' END AS problem
    FROM shop AS s
    INNER JOIN best AS b ON b.platform = s.platform AND b.shop_number = s.shop_number
    WHERE b.valid = 0
        OR (b.cooks = 0 AND s.items <> '' AND s.items NOT LIKE '%预包装%')
        OR (b.cooks = 1 AND b.cold = 0 AND (s.items LIKE '%冷食%' OR s.items LIKE '%凉菜%' OR s.items LIKE '%卤味%'))
        OR (b.cooks = 1 AND b.raw = 0 AND (s.items LIKE '%生食%' OR s.items LIKE '%刺身%' OR s.items LIKE '%生腌%'))
    UNION ALL
    SELECT platform, shop_number, credit_code, permit_number, '没有公示许可证' AS problem
    FROM shop
    WHERE permit_shown = FALSE
)

SELECT platform, shop_number, problem, credit_code, permit_number
FROM found
ORDER BY platform, shop_number, problem
