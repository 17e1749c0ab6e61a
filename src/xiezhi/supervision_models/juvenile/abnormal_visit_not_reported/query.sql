-- 强制报告的情形：不满十四周岁怀孕流产；隐私部位非正常损伤；殴打、虐待或者外伤致流产。
WITH visit AS (
    SELECT v.hospital, v.identity_number, v.visited_on, v.diagnosis, v.reported_on,
           COALESCE(v.born_on, p.born_on) AS born_on
    FROM medical_visit AS v
    LEFT JOIN person AS p ON p.identity_number = v.identity_number
    WHERE v.diagnosis NOT LIKE '%排除%' AND v.diagnosis NOT LIKE '%非妊娠%' AND v.diagnosis NOT LIKE '%交通事故%'
        AND date_diff('day', v.visited_on, $data_on) > $report_days
),

told AS (
    SELECT hospital, identity_number, visited_on, reported_on,
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

called AS (
    SELECT DISTINCT t.hospital, t.identity_number, t.visited_on
    FROM told AS t
    INNER JOIN police_call AS c ON c.identity_number = t.identity_number
    WHERE date_diff('day', t.visited_on, c.occurred_on) BETWEEN -$before_days AND $report_days
),

in_case AS (
    SELECT DISTINCT identity_number
    FROM victim
)

SELECT t.hospital, t.identity_number, t.visited_on, t.signal, CAST($report_days AS INT) AS report_days
FROM told AS t
LEFT JOIN called AS c ON c.hospital = t.hospital AND c.identity_number = t.identity_number AND c.visited_on = t.visited_on
LEFT JOIN in_case AS i ON i.identity_number = t.identity_number
WHERE t.signal IS NOT NULL AND t.reported_on IS NULL AND c.identity_number IS NULL AND i.identity_number IS NULL
ORDER BY t.hospital, t.identity_number, t.visited_on
