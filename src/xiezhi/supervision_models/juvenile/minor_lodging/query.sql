-- 同一旅馆同日有监护人入住的、旅馆已经询问监护人的、已经报告的不计。
WITH stay AS (
    SELECT l.row_id, l.hotel_code, s.subject AS identity_number, l.room, l.checked_in_on, l.checked_out_on,
           COALESCE(p.sex, l.sex) AS sex,
           COALESCE(l.guardian_asked, FALSE) OR l.reported_on IS NOT NULL AS cared,
           CASE WHEN CAST(COALESCE(l.born_on, p.born_on) + TO_MONTHS($minor_months) AS DATE) > l.checked_in_on THEN 1 ELSE 0 END AS minor
    FROM lodging AS l
    INNER JOIN same AS s ON s.row_id = l.row_id AND s.source = 'lodging' AND s.certain
    LEFT JOIN person AS p ON p.identity_number = s.number
    WHERE COALESCE(l.born_on, p.born_on) IS NOT NULL
        AND date_diff('day', l.checked_in_on, $data_on) BETWEEN 0 AND $look_days
),

-- 可能是监护人而待人判断的，按监护人对待。
together AS (
    SELECT DISTINCT s.hotel_code, s.identity_number, s.checked_in_on
    FROM stay AS s
    INNER JOIN guardianship AS g ON g.identity_number = s.identity_number
    INNER JOIN same AS m ON m.subject = g.guardian_identity_number AND m.source = 'lodging' AND (m.certain OR NOT m.certain)
    INNER JOIN stay AS a ON a.row_id = m.row_id AND a.hotel_code = s.hotel_code
    WHERE s.minor = 1 AND a.checked_in_on <= s.checked_in_on
        AND COALESCE(a.checked_out_on, a.checked_in_on) >= s.checked_in_on
),

alone AS (
    SELECT s.hotel_code, s.identity_number, s.room, s.checked_in_on, s.sex
    FROM stay AS s
    LEFT JOIN together AS t
        ON t.hotel_code = s.hotel_code AND t.identity_number = s.identity_number AND t.checked_in_on = s.checked_in_on
    WHERE s.minor = 1 AND NOT s.cared AND t.identity_number IS NULL
),

shared AS (
    SELECT DISTINCT m.hotel_code, m.identity_number, m.checked_in_on
    FROM alone AS m
    INNER JOIN stay AS a ON a.hotel_code = m.hotel_code AND a.room = m.room
    WHERE a.minor = 0 AND a.sex <> m.sex AND a.checked_in_on <= m.checked_in_on
        AND (a.checked_in_on = m.checked_in_on OR a.checked_out_on > m.checked_in_on)
),

found AS (
    SELECT identity_number, '没有监护人同住，多次入住' AS problem, hotel_code, checked_in_on
    FROM alone
    UNION ALL
    SELECT identity_number, '与非监护的成年异性同住一室' AS problem, hotel_code, checked_in_on
    FROM shared
)

SELECT identity_number, problem, COUNT(*) AS stays, COUNT(DISTINCT hotel_code) AS hotels,
       MIN(checked_in_on) AS first_on, MAX(checked_in_on) AS last_on
FROM found
GROUP BY identity_number, problem
HAVING COUNT(*) >= CASE WHEN problem = '没有监护人同住，多次入住' THEN $stays_min ELSE 1 END
ORDER BY identity_number, problem
