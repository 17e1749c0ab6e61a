-- 按审级和程序计算审限；延长、刑期长短不明的，按较长的计算。
WITH trial AS (
    SELECT case_number, identity_number, filed_on, closed_on, procedure,
           COALESCE(instance, 'first') AS instance, COALESCE(excluded_days, 0) AS excluded_days,
           COALESCE(extended_3m, TRUE) AS longer, COALESCE(over_three_years, TRUE) AS long_term,
           COALESCE(over_one_year, TRUE) AS over_one,
           CASE WHEN instance = 'second' THEN CAST(filed_on + TO_MONTHS($second_months) AS DATE)
                ELSE CAST(filed_on + TO_MONTHS($latest_months) AS DATE) END AS usual_on
    FROM trial_case
    WHERE filed_on <= $data_on AND COALESCE(extended_special, FALSE) = FALSE
        AND COALESCE(instance, 'first') IN ('first', 'second')
),

ruled AS (
    SELECT case_number, identity_number, filed_on, closed_on, excluded_days,
           CASE WHEN instance = 'second' THEN '二审'
                WHEN procedure = '速裁' THEN '速裁程序'
                WHEN procedure = '简易' THEN '简易程序'
                ELSE '一审普通程序' END AS rule,
           CASE WHEN instance = 'second' AND longer
                    THEN DATE_DIFF('day', filed_on, CAST(usual_on + TO_MONTHS($second_more_months) AS DATE))
                WHEN instance = 'second' THEN DATE_DIFF('day', filed_on, usual_on)
                WHEN procedure = '速裁'
                    THEN CASE WHEN over_one THEN $fast_more_days ELSE $fast_days END
                WHEN procedure = '简易' AND long_term
                    THEN DATE_DIFF('day', filed_on, CAST(filed_on + TO_MONTHS($summary_months) AS DATE))
                        + $summary_more_days
                WHEN procedure = '简易' THEN $summary_days
                WHEN longer
                    THEN DATE_DIFF('day', filed_on, CAST(usual_on + TO_MONTHS($longer_months) AS DATE))
                ELSE DATE_DIFF('day', filed_on, usual_on)
           END + excluded_days AS limit_days
    FROM trial
)

SELECT case_number, identity_number, filed_on, rule, COALESCE(closed_on, $data_on) AS to_on,
       DATE_DIFF('day', filed_on, COALESCE(closed_on, $data_on)) AS days, limit_days,
       DATE_DIFF('day', filed_on, COALESCE(closed_on, $data_on)) - limit_days AS over_days,
       closed_on IS NULL AS running
FROM ruled
WHERE DATE_DIFF('day', filed_on, COALESCE(closed_on, $data_on)) > limit_days
ORDER BY case_number, identity_number
