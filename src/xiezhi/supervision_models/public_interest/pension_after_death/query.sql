-- 死亡当月以后各月的发放，没有退回；死亡不满观察日数的，经办机构可能正在停发，不问。
SELECT d.identity_number, d.died_on, COUNT(DISTINCT p.paid_for) AS months,
       CAST(SUM(p.amount_yuan) AS DECIMAL(18, 4)) AS amount_yuan,
       MIN(p.paid_for) AS first_month, MAX(p.paid_for) AS last_month
FROM death_record AS d
INNER JOIN pension_payment AS p ON p.identity_number = d.identity_number
WHERE p.paid_for > d.died_on AND (d.cremated_on IS NULL OR d.cremated_on >= d.died_on)
    AND p.returned_on IS NULL AND p.amount_yuan > 0
    AND date_diff('day', d.died_on, $data_on) > $stop_days
GROUP BY d.identity_number, d.died_on
ORDER BY d.identity_number, d.died_on
