-- 同案全部不起诉，或者案件撤销以后，财物没有解除、没有处置。
WITH review AS (
    SELECT case_number, MAX(decided_on) AS ended_on,
           BOOL_AND(COALESCE(decision, '') IN ('法定不起诉', '相对不起诉', '存疑不起诉')) AS none_prosecuted
    FROM prosecution_review
    GROUP BY case_number
),

ended AS (
    SELECT case_number, '不起诉' AS ending, ended_on
    FROM review
    WHERE none_prosecuted AND ended_on IS NOT NULL
    UNION ALL
    SELECT c.case_number, '撤销案件', c.outcome_on
    FROM police_case AS c
    LEFT JOIN review AS r ON r.case_number = c.case_number
    WHERE c.outcome = '撤销案件' AND c.outcome_on IS NOT NULL AND r.case_number IS NULL
)

SELECT s.case_number, s.item_no, s.kind, COALESCE(s.object, '财物') AS object_words, s.value_yuan, s.seized_on,
       e.ending, e.ended_on, DATE_DIFF('day', e.ended_on, $data_on) AS days
FROM seized_property AS s
INNER JOIN ended AS e ON e.case_number = s.case_number
WHERE s.released_on IS NULL AND s.disposed_on IS NULL
    AND (s.disposal IS NULL OR s.disposal = '在库')
    AND s.seized_on <= e.ended_on
    AND DATE_DIFF('day', e.ended_on, $data_on) > $grace_days
ORDER BY s.case_number, s.item_no, e.ending
