-- 外伤住院的医保结算，入院日前后有他人负有责任的交通事故，或者作为受害人的伤害警情；没有退回基金。
WITH event AS (
    SELECT accident_number AS event_number, identity_number, occurred_on AS event_on,
           CONCAT(CAST(occurred_on AS VARCHAR), ' 交通事故，本人', liability) AS event_words
    FROM traffic_accident
    WHERE liability <> '全部责任'
    UNION ALL
    SELECT call_number, identity_number, occurred_on,
           CONCAT(CAST(occurred_on AS VARCHAR), ' ', kind, '警情，本人为受害人')
    FROM police_call
    WHERE role = '受害人' AND kind IN ('交通事故', '殴打伤害')
)

SELECT s.settlement_number, e.event_number, s.identity_number, s.admitted_on, e.event_on, e.event_words,
       s.fund_paid_yuan, s.denied_third_party
FROM medical_settlement AS s
INNER JOIN event AS e ON e.identity_number = s.identity_number
WHERE s.trauma AND s.fund_paid_yuan > 0 AND s.returned_on IS NULL
    AND ABS(DATE_DIFF('day', e.event_on, s.admitted_on)) <= $near_days
ORDER BY s.settlement_number, e.event_number
