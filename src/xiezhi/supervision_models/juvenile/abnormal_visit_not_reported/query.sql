-- 强制报告的情形：不满十四周岁怀孕流产；隐私部位非正常损伤；殴打、虐待或者外伤致流产。
WITH visit AS (
    SELECT v.row_id, v.hospital, s.subject, v.visited_on, v.diagnosis, v.reported_on,
           COALESCE(v.born_on, p.born_on) AS born_on
    FROM medical_visit AS v
    INNER JOIN same AS s ON s.row_id = v.row_id AND s.source = 'medical_visit' AND s.certain
    LEFT JOIN person AS p ON p.identity_number = s.number
    WHERE v.diagnosis NOT LIKE '%排除%' AND v.diagnosis NOT LIKE '%非妊娠%' AND v.diagnosis NOT LIKE '%交通事故%'
        AND date_diff('day', v.visited_on, $data_on) > $report_days
),

told AS (
    SELECT row_id, hospital, subject, visited_on, reported_on,
           CASE WHEN CAST(born_on + TO_MONTHS($young_months) AS DATE) > visited_on
                   AND (diagnosis LIKE '%妊娠%' OR diagnosis LIKE '%怀孕%' OR diagnosis LIKE '%早孕%'
                       OR diagnosis LIKE '%流产%' OR diagnosis LIKE '%引产%' OR diagnosis LIKE '%宫内孕%')
                   THEN '不满十四周岁怀孕、流产'
                WHEN (diagnosis LIKE '%阴道%' OR diagnosis LIKE '%会阴%' OR diagnosis LIKE '%外阴%'
                       OR diagnosis LIKE '%肛门%' OR diagnosis LIKE '%处女膜%')
                   AND (diagnosis LIKE '%撕裂%' OR diagnosis LIKE '%裂伤%' OR diagnosis LIKE '%挫伤%' OR diagnosis LIKE '%外伤%')
                   THEN '隐私部位非正常损伤'
                WHEN diagnosis LIKE '%性侵%' OR diagnosis LIKE '%被强奸%' THEN '疑似遭受性侵害'
                WHEN diagnosis LIKE '%外伤性先兆流产%' OR diagnosis LIKE '%外伤性流产%' THEN '外伤致先兆流产、流产'
                WHEN diagnosis LIKE '%殴打%' OR diagnosis LIKE '%打伤%' OR diagnosis LIKE '%虐待%' THEN '疑似遭受殴打、虐待'
           END AS signal
    FROM visit
    WHERE CAST(born_on + TO_MONTHS($minor_months) AS DATE) > visited_on
),

-- 可能是同一人的也算已经报警：两边至少一边可以认定。
called AS (
    SELECT DISTINCT t.row_id
    FROM told AS t
    INNER JOIN same AS m ON m.row_id = t.row_id AND m.source = 'medical_visit'
    INNER JOIN same AS k ON k.subject = m.subject AND k.source = 'police_call' AND (m.certain OR k.certain)
    INNER JOIN police_call AS c ON c.row_id = k.row_id
    WHERE date_diff('day', t.visited_on, c.occurred_on) BETWEEN -$before_days AND $report_days
),

in_case AS (
    SELECT DISTINCT m.row_id
    FROM same AS m
    INNER JOIN victim AS i ON i.identity_number = m.subject
    WHERE m.source = 'medical_visit' AND (m.certain OR NOT m.certain)
)

SELECT t.hospital, t.subject AS identity_number, t.visited_on, MIN(t.signal) AS signal, CAST($report_days AS INT) AS report_days
FROM told AS t
LEFT JOIN called AS c ON c.row_id = t.row_id
LEFT JOIN in_case AS i ON i.row_id = t.row_id
GROUP BY t.hospital, t.subject, t.visited_on
HAVING MIN(t.signal) IS NOT NULL AND COUNT(t.reported_on) = 0 AND COUNT(c.row_id) = 0 AND COUNT(i.row_id) = 0
ORDER BY hospital, identity_number, visited_on
