-- 刑事拘留至逮捕（或者变更、释放）的日数，扣除依法不计入的，超过提请与审查的最长期限之和。
WITH detention AS (
    SELECT case_number, identity_number, start_on, end_on, COALESCE(excluded_days, 0) AS excluded_days
    FROM coercive_measure
    WHERE kind = '刑事拘留' AND start_on <= $data_on AND COALESCE(identity_unknown, FALSE) = FALSE
),

-- 拘留以后的下一项强制措施，使拘留终止。
following AS (
    SELECT d.case_number, d.identity_number, d.start_on, MIN(n.start_on) AS changed_on
    FROM detention AS d
    INNER JOIN coercive_measure AS n
        ON n.case_number = d.case_number AND n.identity_number = d.identity_number
    WHERE n.kind IN ('逮捕', '取保候审', '监视居住') AND n.start_on >= d.start_on
    GROUP BY d.case_number, d.identity_number, d.start_on
),

held AS (
    SELECT d.case_number, d.identity_number, d.start_on, d.excluded_days,
           COALESCE(LEAST(COALESCE(d.end_on, f.changed_on), COALESCE(f.changed_on, d.end_on)), $data_on)
               AS held_until,
           d.end_on IS NULL AND f.changed_on IS NULL AS running
    FROM detention AS d
    LEFT JOIN following AS f
        ON f.case_number = d.case_number AND f.identity_number = d.identity_number
            AND f.start_on = d.start_on
)

SELECT case_number, identity_number, start_on, held_until,
       DATE_DIFF('day', start_on, held_until) AS held_days,
       excluded_days, $submit_days + $review_days AS limit_days, running
FROM held
WHERE DATE_DIFF('day', start_on, held_until) - excluded_days > $submit_days + $review_days
ORDER BY case_number, identity_number, start_on
