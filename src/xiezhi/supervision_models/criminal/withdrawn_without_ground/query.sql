-- 拘留过人的案件撤销、终止侦查，登记的理由为空或者不是程序规定第186条所列的情形；其后又移送起诉的不提出。
WITH ended AS (
    SELECT case_number, outcome, outcome_on, outcome_ground
    FROM police_case
    WHERE outcome IN ('撤销案件', '终止侦查') AND outcome_on IS NOT NULL AND outcome_on <= $data_on
        AND (outcome_ground IS NULL
            OR NOT (outcome_ground LIKE '%没有犯罪事实%' OR outcome_ground LIKE '%情节显著轻微%'
                OR outcome_ground LIKE '%追诉时效%' OR outcome_ground LIKE '%特赦%'
                OR outcome_ground LIKE '%死亡%' OR outcome_ground LIKE '%不负刑事责任%'
                OR outcome_ground LIKE '%不追究刑事责任%' OR outcome_ground LIKE '%不够刑事处罚%'
                OR outcome_ground LIKE '%不是%实施%' OR outcome_ground LIKE '%通知撤销案件%'))
),

detained AS (
    SELECT case_number, MIN(start_on) AS detained_on, COUNT(DISTINCT identity_number) AS suspects
    FROM coercive_measure
    WHERE kind = '刑事拘留'
    GROUP BY case_number
),

prosecuted AS (
    SELECT case_number, MAX(received_on) AS received_on
    FROM prosecution_review
    GROUP BY case_number
)

SELECT e.case_number, e.outcome, e.outcome_on, d.detained_on, d.suspects,
       COALESCE(e.outcome_ground, '没有登记') AS ground_words
FROM ended AS e
INNER JOIN detained AS d ON d.case_number = e.case_number
LEFT JOIN prosecuted AS p ON p.case_number = e.case_number
WHERE d.detained_on <= e.outcome_on AND (p.received_on IS NULL OR p.received_on < e.outcome_on)
ORDER BY e.case_number
