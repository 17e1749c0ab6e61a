-- 处罚案由含有追诉起点表所列用语，认定的数额或者数量达到起点，没有移送，本人也没有刑事立案。
WITH reached AS (
    SELECT p.decision_number, p.agency, p.identity_number, p.credit_code, p.cause, p.decided_on, t.charge,
           CASE WHEN t.measure = '元' THEN p.involved_yuan ELSE p.involved_quantity END AS measured,
           t.measure, t.minimum, t.cite, COALESCE(t.unverified, FALSE) AS unverified,
           ROW_NUMBER() OVER (PARTITION BY p.decision_number, t.charge ORDER BY t.minimum, t.matter) AS place
    FROM administrative_penalty AS p
    INNER JOIN prosecution_threshold AS t ON p.cause LIKE CONCAT('%', t.matter, '%')
    WHERE p.transferred_on IS NULL
        AND ((t.measure = '元' AND p.involved_yuan >= t.minimum)
            OR (t.measure = p.quantity_unit AND p.involved_quantity >= t.minimum))
),

filed AS (
    SELECT DISTINCT r.decision_number
    FROM reached AS r
    INNER JOIN police_suspect AS s ON s.identity_number = r.identity_number
    INNER JOIN police_case AS c ON c.case_number = s.case_number
    WHERE CAST(c.filed_on + TO_MONTHS($known_months) AS DATE) >= r.decided_on
        AND CAST(r.decided_on + TO_MONTHS($known_months) AS DATE) >= c.filed_on
)

SELECT r.decision_number, r.agency, r.identity_number, r.credit_code, r.cause, r.decided_on, r.charge,
       r.measured, r.measure, r.minimum,
       CASE WHEN r.unverified THEN CONCAT(r.cite, '，未核对') ELSE r.cite END AS source_words
FROM reached AS r
LEFT JOIN filed AS f ON f.decision_number = r.decision_number
WHERE r.place = 1 AND f.decision_number IS NULL
ORDER BY r.decision_number, r.charge
