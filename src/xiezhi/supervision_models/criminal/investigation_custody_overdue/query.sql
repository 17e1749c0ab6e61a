-- 侦查阶段逮捕的人，至移送起诉、变更或者释放之日，超过侦查羁押期限、批准的延长与不计入的日数之和。
WITH arrest AS (
    SELECT m.case_number, m.identity_number, m.start_on, m.end_on,
           COALESCE(m.excluded_days, 0) + COALESCE(m.extended_days, 0) AS more_days
    FROM coercive_measure AS m
    LEFT JOIN prosecution_review AS r
        ON r.identity_number = m.identity_number AND r.received_on <= m.start_on
            AND COALESCE(r.decided_on, m.start_on) >= m.start_on
    LEFT JOIN trial_case AS t
        ON t.identity_number = m.identity_number AND t.filed_on <= m.start_on
            AND COALESCE(t.closed_on, m.start_on) >= m.start_on
    WHERE m.kind = '逮捕' AND m.start_on <= $data_on AND COALESCE(m.identity_unknown, FALSE) = FALSE
        AND r.identity_number IS NULL AND t.identity_number IS NULL
),

stop AS (
    SELECT a.case_number, a.identity_number, a.start_on, n.start_on AS stopped_on
    FROM arrest AS a
    INNER JOIN coercive_measure AS n
        ON n.case_number = a.case_number AND n.identity_number = a.identity_number
    WHERE n.kind IN ('取保候审', '监视居住') AND n.start_on >= a.start_on
    UNION ALL
    SELECT a.case_number, a.identity_number, a.start_on, r.received_on
    FROM arrest AS a
    INNER JOIN prosecution_review AS r
        ON r.identity_number = a.identity_number AND r.received_on >= a.start_on
    UNION ALL
    SELECT case_number, identity_number, start_on, end_on
    FROM arrest
    WHERE end_on IS NOT NULL
),

first_stop AS (
    SELECT case_number, identity_number, start_on, MIN(stopped_on) AS stopped_on
    FROM stop
    GROUP BY case_number, identity_number, start_on
),

noticed AS (
    SELECT a.case_number, a.identity_number, a.start_on, MAX(n.new_until_on) AS until_on
    FROM arrest AS a
    INNER JOIN custody_notice AS n
        ON n.identity_number = a.identity_number AND n.event_on >= a.start_on
    WHERE n.kind IN ('延长期限', '重新计算', '鉴定')
    GROUP BY a.case_number, a.identity_number, a.start_on
),

held AS (
    SELECT a.case_number, a.identity_number, a.start_on, COALESCE(f.stopped_on, $data_on) AS held_until,
           f.stopped_on IS NULL AS running,
           GREATEST(DATE_DIFF('day', a.start_on, CAST(a.start_on + TO_MONTHS($base_months) AS DATE))
                        + a.more_days,
                    COALESCE(DATE_DIFF('day', a.start_on, n.until_on), 0)) AS limit_days
    FROM arrest AS a
    LEFT JOIN first_stop AS f
        ON f.case_number = a.case_number AND f.identity_number = a.identity_number
            AND f.start_on = a.start_on
    LEFT JOIN noticed AS n
        ON n.case_number = a.case_number AND n.identity_number = a.identity_number
            AND n.start_on = a.start_on
)

SELECT case_number, identity_number, start_on, held_until,
       DATE_DIFF('day', start_on, held_until) AS held_days, limit_days,
       DATE_DIFF('day', start_on, held_until) - limit_days AS over_days, running
FROM held
WHERE DATE_DIFF('day', start_on, held_until) > limit_days
ORDER BY case_number, identity_number, start_on
