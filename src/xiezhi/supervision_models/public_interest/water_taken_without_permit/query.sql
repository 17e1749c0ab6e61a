-- 没有封停的设备，按单位或者个人找数据日期有效的取水许可；少量取水的设备除外。
WITH in_use AS (
    SELECT equipment_number, kind, credit_code, owner_identity_number AS identity_number, installed_on
    FROM water_equipment
    WHERE (sealed_on IS NULL OR sealed_on > $data_on)
        AND (credit_code IS NOT NULL OR owner_identity_number IS NOT NULL)
        AND COALESCE(pump_m3_hour, $small_pump) >= $small_pump
        AND date_diff('day', installed_on, $data_on) > $apply_days
),

licence AS (
    SELECT credit_code, identity_number, LEAST(COALESCE(until_on, ended_on), COALESCE(ended_on, until_on)) AS lapsed_on,
           CASE WHEN COALESCE(status, '有效') = '有效' THEN 1 ELSE 0 END AS stands
    FROM permit
    WHERE kind = '取水许可'
),

held AS (
    SELECT e.equipment_number, l.lapsed_on, l.stands
    FROM in_use AS e
    INNER JOIN licence AS l ON l.credit_code = e.credit_code
    UNION ALL
    SELECT e.equipment_number, l.lapsed_on, l.stands
    FROM in_use AS e
    INNER JOIN licence AS l ON l.identity_number = e.identity_number
),

best AS (
    SELECT equipment_number, MAX(lapsed_on) AS lapsed_on,
           MAX(CASE WHEN stands = 1 AND (lapsed_on IS NULL OR lapsed_on > $data_on) THEN 1 ELSE 0 END) AS valid
    FROM held
    GROUP BY equipment_number
)

SELECT e.equipment_number, e.kind, e.credit_code, e.identity_number, e.installed_on,
       CASE WHEN b.equipment_number IS NULL THEN '没有取水许可' ELSE '取水许可已经到期、失效' END AS problem,
       b.lapsed_on AS expired_on
FROM in_use AS e
LEFT JOIN best AS b ON b.equipment_number = e.equipment_number
WHERE COALESCE(b.valid, 0) = 0
ORDER BY e.equipment_number
