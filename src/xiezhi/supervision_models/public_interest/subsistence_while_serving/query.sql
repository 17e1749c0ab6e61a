-- 服刑、强制隔离戒毒的整月里仍发放，没有退回。
WITH held AS (
    SELECT identity_number, start_on, COALESCE(end_on, $data_on) AS until_on, '服刑' AS held_by
    FROM imprisonment
    UNION ALL
    SELECT identity_number, entered_on AS start_on, COALESCE(ended_on, interrupted_on, $data_on) AS until_on,
           '强制隔离戒毒' AS held_by
    FROM drug_treatment
    WHERE kind = '强制隔离戒毒' AND entered_on IS NOT NULL
)

SELECT h.identity_number, h.start_on, a.kind, MIN(h.held_by) AS held_by,
       COUNT(DISTINCT a.paid_for) AS months,
       CAST(SUM(a.amount_yuan) AS DECIMAL(18, 4)) AS amount_yuan,
       MIN(a.paid_for) AS first_month, MAX(a.paid_for) AS last_month
FROM held AS h
INNER JOIN allowance_payment AS a ON a.identity_number = h.identity_number
WHERE (a.kind = '最低生活保障' OR (a.kind = '失业保险金' AND h.held_by = '服刑'))
    AND a.returned_on IS NULL AND a.amount_yuan > 0
    AND a.paid_for >= h.start_on
    AND CAST(a.paid_for + TO_MONTHS(1) AS DATE) <= h.until_on
GROUP BY h.identity_number, h.start_on, a.kind
ORDER BY h.identity_number, h.start_on, a.kind
