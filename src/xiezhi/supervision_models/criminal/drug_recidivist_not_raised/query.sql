-- 前罪属所列五种、判决在本次犯罪以前，本次为毒品犯罪，判决明载没有认定毒品再犯。
WITH offence AS (
    SELECT d.judgment_id, j.case_number, d.defendant_no, d.identity_number, d.born_on,
           COALESCE(d.offence_on, d.detained_on) AS offence_on, MIN(c.charge) AS charge
    FROM judgment_defendant AS d
    INNER JOIN judgment AS j ON j.judgment_id = d.judgment_id
    INNER JOIN judgment_charge AS c
        ON c.judgment_id = d.judgment_id AND c.defendant_no = d.defendant_no
    INNER JOIN charge_group AS g ON g.charge = c.charge AND g.group_name = '毒品犯罪'
    WHERE d.drug_recidivist = FALSE AND COALESCE(d.penalty, '') <> '无罪'
    GROUP BY d.judgment_id, j.case_number, d.defendant_no, d.identity_number, d.born_on,
             d.offence_on, d.detained_on
),

prior AS (
    SELECT o.judgment_id, o.defendant_no, p.charge AS prior_charge, p.judged_on AS prior_on,
           COALESCE(p.offence_on, p.judged_on) AS committed_on
    FROM offence AS o
    INNER JOIN prior_conviction AS p
        ON p.judgment_id = o.judgment_id AND p.defendant_no = o.defendant_no
    WHERE COALESCE(p.penalty, '') <> '免予刑事处罚'
    UNION ALL
    SELECT o.judgment_id, o.defendant_no, s.charge, s.judged_on, s.judged_on
    FROM offence AS o
    INNER JOIN sentence AS s ON s.identity_number = o.identity_number
    WHERE s.penalty <> '免予刑事处罚'
),

earlier AS (
    SELECT o.judgment_id, o.case_number, o.defendant_no, o.charge, p.prior_charge, p.prior_on, o.offence_on,
           ROW_NUMBER() OVER (PARTITION BY o.judgment_id, o.defendant_no
                              ORDER BY p.prior_on, p.prior_charge) AS place
    FROM offence AS o
    INNER JOIN prior AS p ON p.judgment_id = o.judgment_id AND p.defendant_no = o.defendant_no
    INNER JOIN charge_group AS g ON g.charge = p.prior_charge AND g.group_name = '毒品再犯的前罪'
    WHERE p.prior_on < o.offence_on
        AND (o.born_on IS NULL
            OR CAST(o.born_on + TO_MONTHS($adult_months) AS DATE) <= p.committed_on)
)

SELECT judgment_id, case_number, defendant_no, charge, prior_charge, prior_on, offence_on
FROM earlier
WHERE place = 1
ORDER BY judgment_id, defendant_no
