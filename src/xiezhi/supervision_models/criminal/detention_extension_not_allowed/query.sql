-- 拘留延长至三十日（登记延长，或者实际提请超过一般与特殊期限之和），而三种情节都登记为否。
WITH suspect AS (
    SELECT case_number, identity_number
    FROM police_suspect
    WHERE COALESCE(roaming, FALSE) = FALSE AND COALESCE(repeated, FALSE) = FALSE
        AND COALESCE(gang, FALSE) = FALSE
),

detention AS (
    SELECT m.case_number, m.identity_number, m.start_on, COALESCE(m.extended_30d, FALSE) AS extended,
           COALESCE(m.excluded_days, 0) AS excluded_days, MIN(r.submitted_on) AS submitted_on
    FROM coercive_measure AS m
    INNER JOIN suspect AS s
        ON s.case_number = m.case_number AND s.identity_number = m.identity_number
    LEFT JOIN arrest_review AS r
        ON r.case_number = m.case_number AND r.identity_number = m.identity_number
            AND r.submitted_on >= m.start_on
    WHERE m.kind = '刑事拘留' AND m.start_on <= $data_on
        AND COALESCE(m.identity_unknown, FALSE) = FALSE
    GROUP BY m.case_number, m.identity_number, m.start_on, m.extended_30d, m.excluded_days
),

measured AS (
    SELECT case_number, identity_number, start_on, extended, submitted_on,
           DATE_DIFF('day', start_on, submitted_on) - excluded_days AS used_days
    FROM detention
)

SELECT case_number, identity_number, start_on, submitted_on, used_days,
       CASE WHEN used_days > $usual_days
                THEN CONCAT('第 ', CAST(used_days AS VARCHAR), ' 日才提请批准逮捕')
            ELSE '提请期限延长至三十日' END AS finding
FROM measured
WHERE extended OR used_days > $usual_days
ORDER BY case_number, identity_number, start_on
