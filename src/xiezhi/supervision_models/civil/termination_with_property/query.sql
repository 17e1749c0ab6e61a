-- 三种情形：终本时已查明财产，终本以后取得财产，超过间隔没有查控。
WITH ended AS (
    SELECT case_number, COALESCE(identity_number, credit_code) AS debtor, terminated_on,
           COALESCE(searched_on, terminated_on) AS searched_on, unpaid_yuan, property_found
    FROM enforcement_termination
    WHERE resumed_on IS NULL AND COALESCE(unpaid_yuan, 1) > 0
        AND COALESCE(identity_number, credit_code) IS NOT NULL
),

acquired AS (
    SELECT COALESCE(identity_number, credit_code) AS owner, acquired_on
    FROM registered_asset
    WHERE kind IN ('车辆', '不动产', '公积金', '股权')
        AND (disposed_on IS NULL OR disposed_on > $data_on)
),

found AS (
    SELECT case_number, debtor, '终本时已经查明有可供执行财产' AS problem, terminated_on,
           terminated_on AS since_on, unpaid_yuan
    FROM ended
    WHERE property_found
    UNION ALL
    SELECT e.case_number, e.debtor, '终本以后取得财产没有恢复执行' AS problem, e.terminated_on,
           MIN(a.acquired_on) AS since_on, e.unpaid_yuan
    FROM ended AS e
    INNER JOIN acquired AS a ON a.owner = e.debtor
    WHERE a.acquired_on > e.terminated_on
    GROUP BY e.case_number, e.debtor, e.terminated_on, e.unpaid_yuan
    UNION ALL
    SELECT case_number, debtor, '超过间隔没有查控' AS problem, terminated_on, searched_on AS since_on, unpaid_yuan
    FROM ended
    WHERE CAST(searched_on + TO_MONTHS($search_months) AS DATE) < $data_on
        AND CAST(terminated_on + TO_MONTHS($search_years_months) AS DATE) > $data_on
)

SELECT case_number, debtor, problem, terminated_on, since_on, unpaid_yuan
FROM found
ORDER BY case_number, debtor, problem
