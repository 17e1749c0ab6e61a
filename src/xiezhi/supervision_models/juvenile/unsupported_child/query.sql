-- 父、母各有一种情形，且现在仍然存在；儿童没有在册，近几个月也没有领取保障金。
WITH held AS (
    SELECT identity_number, '服刑' AS state
    FROM imprisonment
    WHERE (end_on IS NULL OR end_on > $data_on) AND CAST(start_on + TO_MONTHS($state_months) AS DATE) <= $data_on
    UNION ALL
    SELECT identity_number, '被羁押' AS state
    FROM custody_episode
    WHERE (end_on IS NULL OR end_on > $data_on) AND CAST(start_on + TO_MONTHS($state_months) AS DATE) <= $data_on
    UNION ALL
    SELECT identity_number, '强制隔离戒毒' AS state
    FROM drug_treatment
    WHERE kind = '强制隔离戒毒' AND start_on <= $data_on AND COALESCE(ended_on, interrupted_on) IS NULL
        AND end_on > $data_on AND CAST(start_on + TO_MONTHS($state_months) AS DATE) <= end_on
    UNION ALL
    SELECT identity_number, '死亡' AS state
    FROM death_record
    WHERE died_on <= $data_on
),

parent AS (
    SELECT identity_number, guardian_identity_number, relation, state
    FROM guardianship
    WHERE relation IN ('父', '母') AND CAST(born_on + TO_MONTHS($minor_months) AS DATE) > $data_on
        AND (state IS NULL OR state <> '失联' OR CAST(state_from_on + TO_MONTHS($state_months) AS DATE) <= $data_on)
),

unable AS (
    SELECT identity_number, relation, state
    FROM parent
    WHERE state IN ('失联', '重病', '重残', '遣返', '撤销监护权')
    UNION ALL
    SELECT p.identity_number, p.relation, h.state
    FROM parent AS p
    INNER JOIN held AS h ON h.identity_number = p.guardian_identity_number
),

child AS (
    SELECT identity_number, MIN(CASE WHEN relation = '父' THEN state END) AS father_state,
           MIN(CASE WHEN relation = '母' THEN state END) AS mother_state
    FROM unable
    GROUP BY identity_number
),

secured AS (
    SELECT identity_number
    FROM hardship_register
    WHERE kind IN ('孤儿', '事实无人抚养儿童', '特困人员') AND (until_on IS NULL OR until_on > $data_on)
    UNION
    SELECT identity_number
    FROM allowance_payment
    WHERE kind IN ('孤儿基本生活费', '事实无人抚养儿童基本生活费', '特困供养')
        AND CAST(paid_for + TO_MONTHS($paid_months) AS DATE) > $data_on
)

SELECT c.identity_number, c.father_state, c.mother_state
FROM child AS c
LEFT JOIN secured AS s ON s.identity_number = c.identity_number
WHERE c.father_state IS NOT NULL AND c.mother_state IS NOT NULL AND s.identity_number IS NULL
ORDER BY c.identity_number
