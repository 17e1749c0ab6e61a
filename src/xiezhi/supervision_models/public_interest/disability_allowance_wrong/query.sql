-- 七点：在册没有有效证；死亡、到期的证没有注销；两项补贴各问没有证、已经死亡。
WITH paid AS (
    SELECT a.identity_number, a.kind, a.paid_for, a.amount_yuan, d.died_on
    FROM allowance_payment AS a
    LEFT JOIN death_record AS d ON d.identity_number = a.identity_number
    WHERE a.kind IN ('困难残疾人生活补贴', '重度残疾人护理补贴')
        AND a.returned_on IS NULL AND a.amount_yuan > 0
),

covered AS (
    SELECT DISTINCT p.identity_number, p.paid_for
    FROM paid AS p
    INNER JOIN disability_certificate AS c ON c.identity_number = p.identity_number
    WHERE c.issued_on < CAST(p.paid_for + TO_MONTHS(1) AS DATE)
        AND (c.cancelled_on IS NULL OR c.cancelled_on >= p.paid_for)
        AND (c.until_on IS NULL OR date_diff('day', c.until_on, p.paid_for) <= $renew_days)
),

current AS (
    SELECT identity_number, MAX(issued_on) AS issued_on, MAX(until_on) AS until_on,
           MAX(CASE WHEN until_on IS NULL OR date_diff('day', until_on, $data_on) <= $renew_days THEN 1 ELSE 0 END) AS valid
    FROM disability_certificate
    WHERE cancelled_on IS NULL
    GROUP BY identity_number
),

found AS (
    SELECT h.identity_number, '在册残疾人没有有效的证' AS problem, h.from_on AS since_on, 0 AS amount_yuan, 0 AS month
    FROM hardship_register AS h
    LEFT JOIN current AS c ON c.identity_number = h.identity_number
    LEFT JOIN death_record AS d ON d.identity_number = h.identity_number
    WHERE h.kind = '残疾人' AND (h.until_on IS NULL OR h.until_on > $data_on)
        AND date_diff('day', h.from_on, $data_on) > $renew_days
        AND c.identity_number IS NULL AND d.identity_number IS NULL
    UNION ALL
    SELECT c.identity_number, '死亡以后证没有注销' AS problem, d.died_on AS since_on, 0 AS amount_yuan, 0 AS month
    FROM current AS c
    INNER JOIN death_record AS d ON d.identity_number = c.identity_number
    WHERE date_diff('day', d.died_on, $data_on) > $cancel_days
    UNION ALL
    SELECT c.identity_number, '到期的证没有换发、注销' AS problem, c.until_on AS since_on, 0 AS amount_yuan, 0 AS month
    FROM current AS c
    LEFT JOIN death_record AS d ON d.identity_number = c.identity_number
    WHERE c.valid = 0 AND d.identity_number IS NULL
    UNION ALL
    SELECT p.identity_number,
           CASE WHEN p.kind = '重度残疾人护理补贴' THEN '没有有效的证仍发护理补贴' ELSE '没有有效的证仍发生活补贴' END AS problem,
           p.paid_for AS since_on, p.amount_yuan, 1 AS month
    FROM paid AS p
    LEFT JOIN covered AS c ON c.identity_number = p.identity_number AND c.paid_for = p.paid_for
    WHERE c.identity_number IS NULL AND (p.died_on IS NULL OR p.paid_for <= p.died_on)
    UNION ALL
    SELECT identity_number,
           CASE WHEN kind = '重度残疾人护理补贴' THEN '死亡以后仍发护理补贴' ELSE '死亡以后仍发生活补贴' END AS problem,
           paid_for AS since_on, amount_yuan, 1 AS month
    FROM paid
    WHERE paid_for > died_on AND date_diff('day', died_on, $data_on) > $cancel_days
)

SELECT identity_number, problem, MIN(since_on) AS since_on, CAST(SUM(month) AS BIGINT) AS months,
       CAST(SUM(amount_yuan) AS DECIMAL(18, 4)) AS amount_yuan
FROM found
GROUP BY identity_number, problem
ORDER BY identity_number, problem
