-- 类罪的刑罚：实刑自执行期满起、缓刑自考验期满起，不得任职的期间内仍在任。
WITH convicted AS (
    SELECT s.case_number, s.identity_number, s.charge,
           CASE WHEN s.probation_months > 0 THEN 'probation' ELSE 'served' END AS kind, s.effective_on,
           s.probation_months, s.ends_on
    FROM sentence AS s
    INNER JOIN charge_group AS g ON g.charge = s.charge
    WHERE g.group_name = '不得任董事监事高级管理人员' AND s.penalty <> '免予刑事处罚'
    UNION ALL
    SELECT case_number, identity_number, charge, 'served' AS kind, effective_on, probation_months, ends_on
    FROM sentence
    WHERE deprivation_months > 0
),

-- 缓刑考验期自生效之日起；月数是列，逐年折算后加回。
barred AS (
    SELECT DISTINCT case_number, identity_number, charge, kind,
           CASE WHEN kind = 'probation'
               THEN make_date(year(effective_on) + CAST(FLOOR((month(effective_on) - 1 + probation_months) / 12) AS INT),
                              (month(effective_on) - 1 + probation_months) % 12 + 1, LEAST(day(effective_on), 28))
               ELSE ends_on END AS since_on
    FROM convicted
    WHERE (kind = 'probation' AND effective_on IS NOT NULL) OR (kind = 'served' AND ends_on IS NOT NULL)
),

term AS (
    SELECT case_number, identity_number, charge, since_on,
           CASE WHEN kind = 'probation' THEN CAST(since_on + TO_MONTHS($after_probation) AS DATE)
                ELSE CAST(since_on + TO_MONTHS($after_sentence) AS DATE) END AS until_on
    FROM barred
)

SELECT p.credit_code, t.identity_number, p.post, t.case_number, t.charge, MAX(t.since_on) AS since_on, MAX(t.until_on) AS until_on
FROM term AS t
INNER JOIN firm_post AS p ON p.identity_number = t.identity_number
LEFT JOIN firm AS f ON f.credit_code = p.credit_code
WHERE p.post IN ('法定代表人', '董事', '监事', '高级管理人员')
    AND t.until_on > $data_on AND (p.until_on IS NULL OR p.until_on > $data_on)
    AND COALESCE(f.status, '存续') = '存续'
GROUP BY p.credit_code, t.identity_number, p.post, t.case_number, t.charge
ORDER BY p.credit_code, t.identity_number, p.post, t.case_number
