-- 起诉期满加三个月没有申请；申请以后五日没有受理；受理以后超过裁定期限；加处罚款超过本金。
WITH due AS (
    SELECT decision_number, agency, served_on, fine_yuan, surcharge_yuan, applied_on, received_on, ruled_on,
           CASE WHEN instalment_until_on IS NOT NULL THEN CAST(instalment_until_on + TO_MONTHS($apply_months) AS DATE)
                ELSE CAST(CAST(served_on + TO_MONTHS($sue_months) AS DATE) + TO_MONTHS($apply_months) AS DATE) END AS apply_until_on
    FROM penalty_enforcement
    WHERE served_on IS NOT NULL AND paid_on IS NULL AND NOT COALESCE(contested, FALSE)
        AND closed_on IS NULL AND COALESCE(paid_yuan, 0) < fine_yuan
),

found AS (
    SELECT decision_number, agency, served_on, fine_yuan, '逾期没有申请强制执行' AS problem, apply_until_on AS since_on
    FROM due
    WHERE COALESCE(applied_on, $data_on) > apply_until_on
    UNION ALL
    SELECT decision_number, agency, served_on, fine_yuan, '法院逾期受理' AS problem, applied_on AS since_on
    FROM due
    WHERE date_diff('day', applied_on, COALESCE(received_on, $data_on)) > $receive_days
    UNION ALL
    SELECT decision_number, agency, served_on, fine_yuan, '法院逾期裁定' AS problem, received_on AS since_on
    FROM due
    WHERE date_diff('day', received_on, COALESCE(ruled_on, $data_on)) > $rule_days
    UNION ALL
    SELECT decision_number, agency, served_on, fine_yuan, '加处罚款超过本金' AS problem, served_on AS since_on
    FROM due
    WHERE surcharge_yuan > fine_yuan
)

SELECT decision_number, agency, served_on, fine_yuan, problem, since_on
FROM found
ORDER BY decision_number, problem
