-- 没有履行完毕的财产性判项：移送执行已久而名下仍有财产；或者判决以后财产转移给他人。
WITH owed AS (
    SELECT p.case_number, p.identity_number, p.kind, p.filed_on, p.transferred_on, s.judged_on,
           COALESCE(p.amount_yuan, 0) - COALESCE(p.paid_yuan, 0) - COALESCE(p.held_yuan, 0) AS unpaid_yuan
    FROM property_penalty AS p
    LEFT JOIN sentence AS s
        ON s.case_number = p.case_number AND s.identity_number = p.identity_number
    WHERE COALESCE(p.close_kind, '') NOT IN ('执行完毕', '终结执行', '减免')
),
asset AS (
    SELECT identity_number, kind AS asset_kind, asset_number, acquired_on, disposed_on, disposed_to_identity_number
    FROM registered_asset
    WHERE kind IN ('车辆', '不动产', '股权') AND COALESCE(value_yuan, $value_min) >= $value_min
        AND acquired_on <= $data_on
),
found AS (
    SELECT o.case_number, o.identity_number, o.kind, a.asset_number, a.asset_kind,
           '名下有财产没有执行' AS problem, a.acquired_on AS since_on, o.unpaid_yuan
    FROM owed AS o
    INNER JOIN asset AS a ON a.identity_number = o.identity_number
    WHERE o.unpaid_yuan > 0 AND (a.disposed_on IS NULL OR a.disposed_on > $data_on)
        AND DATE_DIFF('day', COALESCE(o.filed_on, o.transferred_on), $data_on) > $wait_days
    UNION ALL
    SELECT o.case_number, o.identity_number, o.kind, a.asset_number, a.asset_kind,
           '判决以后转移财产' AS problem, a.disposed_on AS since_on, o.unpaid_yuan
    FROM owed AS o
    INNER JOIN asset AS a ON a.identity_number = o.identity_number
    WHERE o.unpaid_yuan > 0 AND a.disposed_on >= o.judged_on AND a.disposed_on <= $data_on
        AND a.disposed_to_identity_number <> o.identity_number
)
SELECT case_number, identity_number, kind, asset_number, MIN(asset_kind) AS asset_kind,
       MIN(problem) AS problem, MAX(since_on) AS since_on,
       CAST(MAX(unpaid_yuan) AS DECIMAL(18, 4)) AS unpaid_yuan
FROM found
GROUP BY case_number, identity_number, kind, asset_number
ORDER BY case_number, identity_number, kind, asset_number
