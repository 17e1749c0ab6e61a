-- 一罪的量刑建议与该罪名全部量刑幅度相比：没有该刑种、高于上限、低于下限而无减轻依据、漏提罚金。
WITH dated AS (
    SELECT judgment_id, case_number, COALESCE(indicted_on, judged_on, MAKE_DATE(case_year, 1, 1)) AS on_day
    FROM judgment
),

single AS (
    SELECT judgment_id, defendant_no, MIN(charge) AS charge
    FROM judgment_charge
    WHERE stage = 'indicted'
    GROUP BY judgment_id, defendant_no
    HAVING COUNT(DISTINCT charge) = 1
),

span AS (
    SELECT s.judgment_id, d.case_number, s.defendant_no, s.charge, MIN(r.months_min) AS range_min,
           MAX(r.months_max) AS range_max, BOOL_OR(r.short_detention) AS short_detention,
           BOOL_OR(r.public_surveillance) AS public_surveillance,
           MIN(CASE WHEN r.fine = 'required' THEN 1 ELSE 0 END) AS fine_required,
           MIN(r.cite) AS cite
    FROM single AS s
    INNER JOIN dated AS d ON d.judgment_id = s.judgment_id
    INNER JOIN penalty_range AS r ON r.charge = s.charge
    WHERE r.from_on <= d.on_day AND (r.until_on IS NULL OR d.on_day < r.until_on)
    GROUP BY s.judgment_id, d.case_number, s.defendant_no, s.charge
),

cited AS (
    SELECT DISTINCT a.judgment_id
    FROM judgment_article AS a
    INNER JOIN mitigating_article AS m
        ON a.article = m.article OR a.article LIKE CONCAT(m.article, '-%')
),

proposal AS (
    SELECT p.judgment_id, s.case_number, p.defendant_no, p.penalty, p.term_months_min, p.term_months_max,
           p.fine_proposed, s.charge, s.range_min, s.range_max, s.short_detention,
           s.public_surveillance, s.fine_required, s.cite,
           c.judgment_id IS NOT NULL OR COALESCE(d.voluntary_surrender, FALSE)
               OR COALESCE(d.meritorious, FALSE) AS mitigated
    FROM sentence_proposal AS p
    INNER JOIN span AS s ON s.judgment_id = p.judgment_id AND s.defendant_no = p.defendant_no
    INNER JOIN judgment_defendant AS d
        ON d.judgment_id = p.judgment_id AND d.defendant_no = p.defendant_no
    LEFT JOIN cited AS c ON c.judgment_id = p.judgment_id
    WHERE COALESCE(d.kind, 'person') = 'person'
),

found AS (
    SELECT judgment_id, case_number, defendant_no, '没有有期徒刑这一刑种' AS finding, charge, penalty,
           term_months_min, term_months_max, range_min, range_max, cite
    FROM proposal WHERE penalty = '有期徒刑' AND range_max IS NULL
    UNION ALL
    SELECT judgment_id, case_number, defendant_no, '高于法定最高刑', charge, penalty,
           term_months_min, term_months_max, range_min, range_max, cite
    FROM proposal WHERE penalty = '有期徒刑' AND term_months_max > range_max
    UNION ALL
    SELECT judgment_id, case_number, defendant_no, '低于法定最低刑而未引用减轻处罚的条款', charge, penalty,
           term_months_min, term_months_max, range_min, range_max, cite
    FROM proposal
    WHERE NOT mitigated
        AND ((penalty = '有期徒刑' AND COALESCE(term_months_max, term_months_min) < range_min)
            OR (penalty = '拘役' AND NOT short_detention)
            OR (penalty = '管制' AND NOT public_surveillance))
    UNION ALL
    SELECT judgment_id, case_number, defendant_no, '刑期不在该刑种的期限以内', charge, penalty,
           term_months_min, term_months_max, range_min, range_max, cite
    FROM proposal
    WHERE (penalty = '拘役' AND (term_months_min < $short_min OR term_months_max > $short_max))
        OR (penalty = '管制' AND (term_months_min < $watch_min OR term_months_max > $watch_max))
    UNION ALL
    SELECT judgment_id, case_number, defendant_no, '应当并处罚金而没有建议', charge, penalty,
           term_months_min, term_months_max, range_min, range_max, cite
    FROM proposal
    WHERE fine_required = 1 AND fine_proposed = FALSE AND penalty IN ('有期徒刑', '拘役', '管制')
)

SELECT judgment_id, case_number, defendant_no, finding, charge, penalty, term_months_min, term_months_max,
       range_min, range_max, cite,
       CASE WHEN term_months_min IS NULL THEN ''
            WHEN term_months_max IS NULL OR term_months_max = term_months_min
                THEN CONCAT(CAST(term_months_min AS VARCHAR), ' 个月')
            ELSE CONCAT(CAST(term_months_min AS VARCHAR), ' 至 ', CAST(term_months_max AS VARCHAR), ' 个月')
       END AS term_words
FROM found
ORDER BY judgment_id, case_number, defendant_no, finding
