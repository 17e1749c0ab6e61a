-- 优先债权：执行案卷写明的优先，没有写明的按开拍日仍有效的抵押登记合计。
WITH pledged AS (
    SELECT a.case_number, a.asset_number, a.started_on,
           CAST(SUM(m.secured_yuan) AS DECIMAL(18, 4)) AS secured_yuan
    FROM judicial_auction AS a
    INNER JOIN mortgage AS m ON m.asset_number = a.asset_number
    WHERE m.registered_on <= a.started_on AND (m.cancelled_on IS NULL OR m.cancelled_on > a.started_on)
    GROUP BY a.case_number, a.asset_number, a.started_on
),

auctioned AS (
    SELECT a.case_number, a.asset_number, a.started_on, a.reserve_yuan,
           CAST(COALESCE(a.priority_yuan, p.secured_yuan, 0) + COALESCE(a.costs_yuan, 0) AS DECIMAL(18, 4)) AS burden_yuan,
           COALESCE(a.priority_yuan, p.secured_yuan, 0) AS priority_yuan,
           a.occupancy_shown, a.burden_shown
    FROM judicial_auction AS a
    LEFT JOIN pledged AS p
        ON p.case_number = a.case_number AND p.asset_number = a.asset_number AND p.started_on = a.started_on
)

SELECT case_number, asset_number, started_on, breach_kind, reserve_yuan, burden_yuan
FROM (
    SELECT case_number, asset_number, started_on, '无益拍卖' AS breach_kind, reserve_yuan, burden_yuan
    FROM auctioned
    WHERE priority_yuan > 0 AND reserve_yuan < burden_yuan
    UNION ALL
    SELECT case_number, asset_number, started_on, '没有公示占有使用现状' AS breach_kind, reserve_yuan, burden_yuan
    FROM auctioned
    WHERE occupancy_shown = FALSE
    UNION ALL
    SELECT case_number, asset_number, started_on, '没有公示权利负担' AS breach_kind, reserve_yuan, burden_yuan
    FROM auctioned
    WHERE burden_shown = FALSE
) AS found
ORDER BY case_number, asset_number, started_on, breach_kind
