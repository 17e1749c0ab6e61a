-- 前罪有期徒刑以上并已执行完毕（假释的为考验期满），法定期限内再犯，而文书没有认定累犯。
WITH offence AS (
    SELECT d.judgment_id, j.case_number, d.defendant_no, d.born_on,
           COALESCE(d.offence_on, d.detained_on) AS offence_on,
           COALESCE(j.indicted_on, j.judged_on, MAKE_DATE(j.case_year, 1, 1), d.detained_on) AS on_day
    FROM judgment_defendant AS d
    INNER JOIN judgment AS j ON j.judgment_id = d.judgment_id
    WHERE d.recidivist = FALSE AND COALESCE(d.kind, 'person') = 'person'
),

-- 后罪：至少一个故意犯罪，并且该罪名有有期徒刑这一刑种（幅度表没有的罪名，视为有）。
serious AS (
    SELECT c.judgment_id, c.defendant_no, MIN(c.charge) AS charge
    FROM judgment_charge AS c
    INNER JOIN offence AS o ON o.judgment_id = c.judgment_id AND o.defendant_no = c.defendant_no
    LEFT JOIN negligent_charge AS n ON n.charge = c.charge
    LEFT JOIN penalty_range AS r
        ON r.charge = c.charge AND r.from_on <= o.on_day
            AND (r.until_on IS NULL OR o.on_day < r.until_on)
    WHERE n.charge IS NULL AND (r.charge IS NULL OR r.months_max IS NOT NULL)
    GROUP BY c.judgment_id, c.defendant_no
),

prior AS (
    SELECT p.judgment_id, p.defendant_no, p.prior_no, p.charge AS prior_charge,
           p.sentence_months AS prior_months,
           COALESCE(p.parole_ends_on, p.released_on) AS ended_on,
           COALESCE(p.offence_on, p.judged_on) AS prior_on
    FROM prior_conviction AS p
    LEFT JOIN negligent_charge AS n ON n.charge = p.charge
    WHERE n.charge IS NULL AND p.probation_months IS NULL
        AND (p.penalty IN ('有期徒刑', '无期徒刑', '死刑缓期执行')
            OR (p.penalty IS NULL AND p.sentence_months > $short_max))
)

SELECT o.judgment_id, o.case_number, o.defendant_no, p.prior_no, s.charge, p.prior_charge, p.prior_months,
       p.ended_on, o.offence_on,
       CAST(p.ended_on + TO_MONTHS($recidivism_months) AS DATE) AS deadline_on,
       o.born_on IS NOT NULL AS age_known
FROM offence AS o
INNER JOIN serious AS s ON s.judgment_id = o.judgment_id AND s.defendant_no = o.defendant_no
INNER JOIN prior AS p ON p.judgment_id = o.judgment_id AND p.defendant_no = o.defendant_no
LEFT JOIN sentence_proposal AS q
    ON q.judgment_id = o.judgment_id AND q.defendant_no = o.defendant_no
WHERE o.offence_on >= p.ended_on
    AND o.offence_on <= CAST(p.ended_on + TO_MONTHS($recidivism_months) AS DATE)
    AND (o.born_on IS NULL OR CAST(o.born_on + TO_MONTHS($adult_months) AS DATE) <= o.offence_on)
    AND (o.born_on IS NULL OR p.prior_on IS NULL
        OR CAST(o.born_on + TO_MONTHS($adult_months) AS DATE) <= p.prior_on)
    AND (q.penalty IS NULL OR q.penalty NOT IN ('拘役', '管制', '单处罚金', '免予刑事处罚'))
ORDER BY o.judgment_id, o.case_number, o.defendant_no, p.prior_no
