-- 审查起诉的三段期限各自计算：受理后、第一次重报后、第二次重报后；退回补充侦查期间不计。
WITH review AS (
    SELECT case_number, identity_number, received_on, decided_on, returned_on, back_on,
           returned_again_on, back_again_on, COALESCE(fast_track, FALSE) AS fast_track,
           COALESCE(extended, TRUE) AS extended, COALESCE(excluded_days, 0) AS excluded_days
    FROM prosecution_review
    WHERE received_on <= $data_on
),

segment AS (
    SELECT case_number, identity_number, received_on, '第一次' AS stage, received_on AS from_on,
           COALESCE(returned_on, decided_on) AS stopped_on, fast_track, extended, excluded_days
    FROM review
    UNION ALL
    SELECT case_number, identity_number, received_on, '第一次补充侦查重报后', back_on,
           COALESCE(returned_again_on, decided_on), fast_track, extended, excluded_days
    FROM review WHERE back_on IS NOT NULL
    UNION ALL
    SELECT case_number, identity_number, received_on, '第二次补充侦查重报后', back_again_on,
           decided_on, fast_track, extended, excluded_days
    FROM review WHERE back_again_on IS NOT NULL
),

measured AS (
    SELECT case_number, identity_number, received_on, stage, from_on,
           COALESCE(stopped_on, $data_on) AS to_on, stopped_on IS NULL AS running,
           DATE_DIFF('day', from_on, COALESCE(stopped_on, $data_on)) AS days,
           excluded_days
               + CASE WHEN fast_track THEN $fast_days
                      ELSE DATE_DIFF('day', from_on, CAST(from_on + TO_MONTHS($review_months) AS DATE))
                          + CASE WHEN extended THEN $extended_days ELSE 0 END
                 END AS limit_days
    FROM segment
)

SELECT case_number, identity_number, received_on, stage, from_on, to_on, days, limit_days,
       days - limit_days AS over_days, running
FROM measured
WHERE days > limit_days
ORDER BY case_number, identity_number, received_on, stage
