-- 刑事拘留经过规定的期间，没有移送起诉、判决，案件和人员也没有撤销、终止、移送管辖的登记，也不在逃。
WITH detention AS (
    SELECT m.case_number, m.identity_number, m.start_on, c.charge
    FROM coercive_measure AS m
    INNER JOIN police_case AS c ON c.case_number = m.case_number
    LEFT JOIN police_suspect AS s
        ON s.case_number = m.case_number AND s.identity_number = m.identity_number
    WHERE m.kind = '刑事拘留'
        AND CAST(m.start_on + TO_MONTHS($idle_months) AS DATE) < $data_on
        AND c.wanted_on IS NULL
        AND COALESCE(c.outcome, '侦查中') = '侦查中'
        AND COALESCE(s.outcome, '在侦') = '在侦'
),

settled AS (
    SELECT d.case_number, d.identity_number, d.start_on
    FROM detention AS d
    INNER JOIN prosecution_review AS r
        ON r.identity_number = d.identity_number AND r.received_on >= d.start_on
    UNION
    SELECT d.case_number, d.identity_number, d.start_on
    FROM detention AS d
    INNER JOIN sentence AS s ON s.identity_number = d.identity_number AND s.judged_on >= d.start_on
)

SELECT d.case_number, d.identity_number, d.start_on, COALESCE(d.charge, '案由不明') AS charge_words,
       DATE_DIFF('day', d.start_on, $data_on) AS days, $data_on AS counted_to
FROM detention AS d
LEFT JOIN settled AS x
    ON x.case_number = d.case_number AND x.identity_number = d.identity_number
        AND x.start_on = d.start_on
WHERE x.case_number IS NULL
ORDER BY d.case_number, d.identity_number, d.start_on
