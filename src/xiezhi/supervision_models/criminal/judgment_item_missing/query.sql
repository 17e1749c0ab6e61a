-- 有判项数据的判决中：违法所得、损失没有退清而没有追缴、退赔的判项；应当并处罚金而没有罚金。
WITH item AS (
    SELECT judgment_id,
           BOOL_OR(kind IN ('追缴违法所得', '责令退赔')) AS recovered
    FROM judgment_item
    GROUP BY judgment_id
),

fined AS (
    SELECT judgment_id, defendant_no, COUNT(item_no) AS fines
    FROM judgment_item
    WHERE kind IN ('罚金', '没收财产')
    GROUP BY judgment_id, defendant_no
),

convicted AS (
    SELECT d.judgment_id, j.case_number, d.defendant_no, d.penalty, j.judged_on,
           COALESCE(d.fine_yuan, 0) AS fine_yuan, COALESCE(d.repaid_yuan, 0) AS repaid_yuan,
           COALESCE(d.illegal_gain_yuan, 0) AS gain_yuan, COALESCE(d.victim_loss_yuan, 0) AS loss_yuan,
           i.recovered
    FROM judgment_defendant AS d
    INNER JOIN judgment AS j ON j.judgment_id = d.judgment_id
    INNER JOIN item AS i ON i.judgment_id = d.judgment_id
    WHERE COALESCE(d.kind, 'person') = 'person' AND d.penalty IS NOT NULL AND d.penalty <> '无罪'
),

must_fine AS (
    SELECT v.judgment_id, v.defendant_no, c.charge
    FROM convicted AS v
    INNER JOIN judgment_charge AS c
        ON c.judgment_id = v.judgment_id AND c.defendant_no = v.defendant_no AND c.stage = 'convicted'
    INNER JOIN penalty_range AS r
        ON r.charge = c.charge AND r.from_on <= v.judged_on
            AND (r.until_on IS NULL OR v.judged_on < r.until_on)
    GROUP BY v.judgment_id, v.defendant_no, c.charge
    HAVING MIN(CASE WHEN r.fine = 'required' THEN 1 ELSE 0 END) = 1
),

found AS (
    SELECT judgment_id, case_number, defendant_no, '有违法所得没有追缴或者退赔' AS finding,
           gain_yuan - repaid_yuan AS amount_yuan,
           CONCAT('违法所得 ', CAST(CAST(ROUND(gain_yuan, 0) AS BIGINT) AS VARCHAR), ' 元') AS amount_words
    FROM convicted
    WHERE gain_yuan > repaid_yuan AND NOT recovered
    UNION ALL
    SELECT judgment_id, case_number, defendant_no, '被害人损失没有退清而没有责令退赔', loss_yuan - repaid_yuan,
           CONCAT('损失 ', CAST(CAST(ROUND(loss_yuan, 0) AS BIGINT) AS VARCHAR), ' 元')
    FROM convicted
    WHERE gain_yuan <= repaid_yuan AND loss_yuan > repaid_yuan AND NOT recovered
    UNION ALL
    SELECT v.judgment_id, v.case_number, v.defendant_no, '应当并处罚金而没有判处', 0, MIN(m.charge)
    FROM convicted AS v
    INNER JOIN must_fine AS m ON m.judgment_id = v.judgment_id AND m.defendant_no = v.defendant_no
    LEFT JOIN fined AS f ON f.judgment_id = v.judgment_id AND f.defendant_no = v.defendant_no
    WHERE v.penalty IN ('有期徒刑', '拘役', '管制') AND v.fine_yuan = 0 AND f.judgment_id IS NULL
    GROUP BY v.judgment_id, v.case_number, v.defendant_no
)

SELECT judgment_id, case_number, defendant_no, finding, CAST(amount_yuan AS DECIMAL(18, 4)) AS amount_yuan,
       amount_words
FROM found
ORDER BY judgment_id, defendant_no, finding
