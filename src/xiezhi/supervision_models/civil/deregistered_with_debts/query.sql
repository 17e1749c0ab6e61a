-- 注销以前立案的执行案件、送达的处罚，至注销时没有履行完毕。
WITH promised AS (
    SELECT credit_code, deregistered_on, simple
    FROM firm_deregistration
    WHERE simple OR promised_no_debt
),

debt AS (
    SELECT p.credit_code, '执行案件' AS debt_kind, p.deregistered_on, p.simple,
           GREATEST(COALESCE(e.amount_yuan, 0) - COALESCE(e.received_yuan, 0), 0) AS debt_yuan
    FROM promised AS p
    INNER JOIN enforcement_case AS e ON e.credit_code = p.credit_code
    WHERE e.filed_on < p.deregistered_on
        AND (e.closed_on IS NULL OR e.closed_on >= p.deregistered_on
            OR e.close_kind IN ('终结本次执行程序', '终结执行'))
    UNION ALL
    SELECT p.credit_code, '行政处罚' AS debt_kind, p.deregistered_on, p.simple,
           GREATEST(COALESCE(f.fine_yuan, 0) - COALESCE(f.paid_yuan, 0), 0) AS debt_yuan
    FROM promised AS p
    INNER JOIN penalty_enforcement AS f ON f.credit_code = p.credit_code
    WHERE f.served_on < p.deregistered_on AND (f.paid_on IS NULL OR f.paid_on >= p.deregistered_on)
)

SELECT credit_code, debt_kind, deregistered_on, simple, CAST(COUNT(*) AS INT) AS debts,
       CAST(SUM(debt_yuan) AS DECIMAL(18, 4)) AS debt_yuan
FROM debt
WHERE debt_yuan > 0
GROUP BY credit_code, debt_kind, deregistered_on, simple
ORDER BY credit_code, debt_kind
