-- 三种情形：执行完毕仍在名单，失信期满仍在名单，终本而没有限制消费。
WITH listed AS (
    SELECT case_number, kind, COALESCE(identity_number, credit_code) AS debtor, listed_on,
           COALESCE(until_on, CAST(listed_on + TO_MONTHS($listing_months) AS DATE)) AS until_on
    FROM debtor_listing
    WHERE removed_on IS NULL AND COALESCE(identity_number, credit_code) IS NOT NULL
),

finished AS (
    SELECT case_number, COALESCE(identity_number, credit_code) AS debtor, MAX(closed_on) AS closed_on
    FROM enforcement_case
    WHERE close_kind = '执行完毕' AND (resumed_on IS NULL OR resumed_on < closed_on)
    GROUP BY case_number, COALESCE(identity_number, credit_code)
),

found AS (
    SELECT l.case_number, l.debtor, '执行完毕仍在' || l.kind || '名单' AS problem, f.closed_on AS since_on
    FROM listed AS l
    INNER JOIN finished AS f ON f.case_number = l.case_number AND f.debtor = l.debtor
    WHERE date_diff('day', f.closed_on, $data_on) > $grace_days
    UNION ALL
    SELECT l.case_number, l.debtor, '失信期限届满没有删除' AS problem, l.until_on AS since_on
    FROM listed AS l
    WHERE l.kind = '失信被执行人' AND date_diff('day', l.until_on, $data_on) > $grace_days
    UNION ALL
    SELECT t.case_number, COALESCE(t.identity_number, t.credit_code) AS debtor,
           '终结本次执行而没有限制消费' AS problem, t.terminated_on AS since_on
    FROM enforcement_termination AS t
    LEFT JOIN debtor_listing AS d
        ON d.case_number = t.case_number
            AND COALESCE(d.identity_number, d.credit_code) = COALESCE(t.identity_number, t.credit_code)
    WHERE t.restricted = FALSE AND t.resumed_on IS NULL AND d.case_number IS NULL
        AND COALESCE(t.identity_number, t.credit_code) IS NOT NULL
)

SELECT case_number, debtor, problem, MIN(since_on) AS since_on,
       CAST(date_diff('day', MIN(since_on), $data_on) AS INT) AS days
FROM found
GROUP BY case_number, debtor, problem
ORDER BY case_number, debtor, problem
