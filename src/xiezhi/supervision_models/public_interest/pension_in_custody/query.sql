-- 羁押的整月里当期发放、没有退回的；羁押、服刑期间的养老金调整，没有退回的。
WITH custody AS (
    SELECT identity_number, start_on, MAX(COALESCE(end_on, $data_on)) AS until_on
    FROM custody_episode
    GROUP BY identity_number, start_on
),

held AS (
    SELECT identity_number, start_on, until_on, '未决羁押' AS kind
    FROM custody
    UNION ALL
    SELECT identity_number, start_on, COALESCE(end_on, $data_on) AS until_on, '服刑' AS kind
    FROM imprisonment
),

found AS (
    SELECT h.identity_number, h.start_on, h.kind, '羁押期间发放养老金' AS problem,
           p.paid_for AS event_on, p.amount_yuan
    FROM held AS h
    INNER JOIN pension_payment AS p ON p.identity_number = h.identity_number
    WHERE h.kind = '未决羁押' AND p.returned_on IS NULL AND p.amount_yuan > 0
        AND p.paid_for >= h.start_on
        AND CAST(p.paid_for + TO_MONTHS(1) AS DATE) <= h.until_on
        AND COALESCE(p.paid_on, p.paid_for) <= h.until_on
    UNION ALL
    SELECT h.identity_number, h.start_on, h.kind, '其间参加养老金调整' AS problem,
           a.adjusted_on AS event_on, a.increase_yuan AS amount_yuan
    FROM held AS h
    INNER JOIN pension_adjustment AS a ON a.identity_number = h.identity_number
    WHERE a.returned_on IS NULL AND a.increase_yuan > 0
        AND a.adjusted_on > h.start_on AND a.adjusted_on < h.until_on
)

SELECT identity_number, start_on, problem, kind, COUNT(DISTINCT event_on) AS times,
       CAST(SUM(amount_yuan) AS DECIMAL(18, 4)) AS amount_yuan,
       MIN(event_on) AS first_on, MAX(event_on) AS last_on
FROM found
GROUP BY identity_number, start_on, problem, kind
ORDER BY identity_number, start_on, problem
