-- 缓刑：主刑不得超过三年有期徒刑；考验期在法定幅度以内；累犯不适用。
WITH record AS (
    SELECT '生效判决' AS record, case_number AS case_ref, identity_number AS person_ref, penalty,
           term_months, probation_months, COALESCE(recidivist, FALSE) AS recidivist
    FROM sentence
    WHERE probation_months > 0
    UNION ALL
    SELECT '量刑建议' AS record, p.judgment_id AS case_ref, CAST(p.defendant_no AS VARCHAR) AS person_ref,
           p.penalty, p.term_months_max AS term_months, p.probation_months,
           COALESCE(d.recidivist, FALSE) AS recidivist
    FROM sentence_proposal AS p
    LEFT JOIN judgment_defendant AS d
        ON d.judgment_id = p.judgment_id AND d.defendant_no = p.defendant_no
    WHERE p.probation_months > 0
),

found AS (
    SELECT record, case_ref, person_ref, '累犯不适用缓刑' AS finding, penalty, term_months, probation_months
    FROM record WHERE recidivist
    UNION ALL
    SELECT record, case_ref, person_ref, '主刑不得宣告缓刑', penalty, term_months, probation_months
    FROM record
    WHERE penalty NOT IN ('拘役', '有期徒刑') OR (penalty = '有期徒刑' AND term_months > $term_max)
    UNION ALL
    SELECT record, case_ref, person_ref, '考验期短于法定下限', penalty, term_months, probation_months
    FROM record
    WHERE (penalty = '有期徒刑' AND (probation_months < $prison_min OR probation_months < term_months))
        OR (penalty = '拘役' AND (probation_months < $short_min OR probation_months < term_months))
    UNION ALL
    SELECT record, case_ref, person_ref, '考验期长于法定上限', penalty, term_months, probation_months
    FROM record
    WHERE (penalty = '有期徒刑' AND probation_months > $prison_max)
        OR (penalty = '拘役' AND probation_months > $short_max)
)

SELECT record, case_ref, person_ref, finding, penalty, term_months, probation_months
FROM found
ORDER BY record, case_ref, person_ref, finding
