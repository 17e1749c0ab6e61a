-- 先用经纬度的方框缩小范围，再按平面近似求距离的平方；场所先于学校设立的、歇业停办的除外。
WITH open_school AS (
    SELECT school_code, kind, CAST(longitude AS DOUBLE) AS lon, CAST(latitude AS DOUBLE) AS lat,
           CAST(latitude AS DOUBLE) * 0.017453292519943295 AS x, opened_on
    FROM school
    WHERE closed_on IS NULL OR closed_on > $data_on
),

open_venue AS (
    SELECT kind, venue_number, credit_code, CAST(longitude AS DOUBLE) AS lon, CAST(latitude AS DOUBLE) AS lat, opened_on
    FROM venue
    WHERE (closed_on IS NULL OR closed_on > $data_on) AND (opened_on IS NULL OR opened_on <= $data_on)
        AND kind IN ('网吧', '娱乐场所', '酒吧', '烟草零售', '酒类零售', '彩票站点')
),

near AS (
    SELECT v.kind, v.venue_number, v.credit_code, s.school_code, s.kind AS school_kind,
           ABS(v.lat - s.lat) * $metres AS north,
           ABS(v.lon - s.lon) * $metres
               * (1 - s.x * s.x / 2 + s.x * s.x * s.x * s.x / 24 - s.x * s.x * s.x * s.x * s.x * s.x / 720) AS east,
           CASE WHEN v.kind = '网吧' AND s.kind IN ('小学', '初中', '高中', '完全中学', '九年一贯制学校') THEN $cafe_m
                WHEN v.kind IN ('烟草零售', '酒类零售') THEN $tobacco_m
                ELSE $near_m END AS limit_m
    FROM open_school AS s
    INNER JOIN open_venue AS v
        ON v.lat BETWEEN s.lat - GREATEST($cafe_m, $tobacco_m, $near_m) / $metres
            AND s.lat + GREATEST($cafe_m, $tobacco_m, $near_m) / $metres
        AND v.lon BETWEEN s.lon - 2 * GREATEST($cafe_m, $tobacco_m, $near_m) / $metres
            AND s.lon + 2 * GREATEST($cafe_m, $tobacco_m, $near_m) / $metres
    WHERE v.opened_on IS NULL OR s.opened_on IS NULL OR v.opened_on >= s.opened_on
)

SELECT kind, venue_number, school_code, school_kind, credit_code,
       CAST(ROUND(east) AS INT) AS east_m, CAST(ROUND(north) AS INT) AS north_m, CAST(limit_m AS INT) AS limit_m
FROM near
WHERE east * east + north * north < limit_m * limit_m
ORDER BY kind, venue_number, school_code
