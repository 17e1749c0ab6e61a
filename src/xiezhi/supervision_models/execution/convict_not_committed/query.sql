-- 未羁押的罪犯，生效以后超过日数仍没有收监；下落不明的，看有没有通缉。已死亡、暂予监外执行、别处收监的除外。
WITH open_case AS (
    SELECT case_number, identity_number, effective_on, whereabouts_unknown, wanted_on
    FROM execution_delivery
    WHERE kind = '收监执行' AND in_custody = FALSE AND delivered_on IS NULL AND effective_on IS NOT NULL
        AND date_diff('day', effective_on, $data_on) > $commit_days
),

excused AS (
    SELECT o.case_number, o.identity_number
    FROM open_case AS o
    INNER JOIN imprisonment AS i ON i.identity_number = o.identity_number
    WHERE i.start_on >= o.effective_on
    UNION ALL
    SELECT o.case_number, o.identity_number
    FROM open_case AS o
    INNER JOIN temporary_release AS t ON t.identity_number = o.identity_number
    WHERE COALESCE(t.from_on, t.decided_on) >= o.effective_on
    UNION ALL
    SELECT o.case_number, o.identity_number
    FROM open_case AS o
    INNER JOIN death_record AS d ON d.identity_number = o.identity_number
),

-- 一人只须有一项除外的理由。
left_out AS (
    SELECT case_number, identity_number
    FROM excused
    GROUP BY case_number, identity_number
)

SELECT o.case_number, o.identity_number, o.effective_on,
       CASE WHEN o.whereabouts_unknown THEN '下落不明没有抓捕、通缉' ELSE '没有收监' END AS problem,
       CAST(date_diff('day', o.effective_on, $data_on) AS INT) AS days
FROM open_case AS o
LEFT JOIN left_out AS x ON x.case_number = o.case_number AND x.identity_number = o.identity_number
WHERE x.case_number IS NULL AND NOT (COALESCE(o.whereabouts_unknown, FALSE) AND o.wanted_on IS NOT NULL)
ORDER BY o.case_number, o.identity_number
