-- 相对不起诉的危险驾驶案：此前、此后都没有罚款或者拘留。
WITH dropped AS (
    SELECT case_number, identity_number, decided_on, decision, opinion_on
    FROM prosecution_review
    WHERE charge LIKE '%危险驾驶%' AND decision = '相对不起诉' AND COALESCE(penalty_needed, TRUE)
        AND date_diff('day', decided_on, $data_on) > $punish_days
),

punished AS (
    SELECT DISTINCT d.case_number, d.identity_number
    FROM dropped AS d
    INNER JOIN administrative_penalty AS p ON p.identity_number = d.identity_number
    WHERE p.agency_kind IN ('公安', '交警') AND p.kind IN ('罚款', '行政拘留', '罚款并拘留', '罚款并吊销')
        AND p.cause LIKE '%驾驶%' AND date_diff('day', p.decided_on, d.decided_on) <= $before_days
)

SELECT d.case_number, d.identity_number, d.decided_on, d.decision, d.opinion_on,
       CAST(date_diff('day', d.decided_on, $data_on) AS INT) AS days
FROM dropped AS d
LEFT JOIN punished AS p ON p.case_number = d.case_number AND p.identity_number = d.identity_number
WHERE p.case_number IS NULL
ORDER BY d.case_number, d.identity_number
