-- 四种情形分别写明；已经履行完毕的不问移送与立案。
WITH penalty AS (
    SELECT p.case_number, p.identity_number, p.kind, p.amount_yuan, COALESCE(p.paid_yuan, 0) AS paid_yuan,
           COALESCE(p.held_yuan, 0) AS held_yuan, p.transferred_on, p.filed_on, p.closed_on, p.close_kind,
           p.remitted_on, s.effective_on
    FROM property_penalty AS p
    LEFT JOIN sentence AS s ON s.case_number = p.case_number AND s.identity_number = p.identity_number
    WHERE p.amount_yuan > 0
),

found AS (
    SELECT case_number, identity_number, kind, '没有移送执行' AS problem, amount_yuan, paid_yuan
    FROM penalty
    WHERE transferred_on IS NULL AND filed_on IS NULL AND paid_yuan < amount_yuan
        AND CAST(effective_on + TO_MONTHS($transfer_months) AS DATE) < $data_on
    UNION ALL
    SELECT case_number, identity_number, kind, '逾期立案' AS problem, amount_yuan, paid_yuan
    FROM penalty
    WHERE date_diff('day', transferred_on, COALESCE(filed_on, $data_on)) > $file_days AND paid_yuan < amount_yuan
    UNION ALL
    SELECT case_number, identity_number, kind, '有在案款而终结本次执行' AS problem, amount_yuan, paid_yuan
    FROM penalty
    WHERE close_kind = '终结本次执行程序' AND held_yuan > 0 AND paid_yuan < amount_yuan
    UNION ALL
    SELECT case_number, identity_number, kind, '执行完毕没有上缴国库' AS problem, amount_yuan, paid_yuan
    FROM penalty
    WHERE kind IN ('罚金', '没收财产', '追缴违法所得') AND close_kind = '执行完毕' AND remitted_on IS NULL
        AND date_diff('day', closed_on, $data_on) > $remit_days
)

SELECT case_number, identity_number, kind, problem, amount_yuan, CAST(paid_yuan AS DECIMAL(18, 4)) AS paid_yuan
FROM found
ORDER BY case_number, identity_number, kind, problem
