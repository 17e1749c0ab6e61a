-- 同罪名、同刑种、同数额段、同情节的被告人归为一类，刑期为其他人平均的若干倍以上或者几分之一以下。
WITH single AS (
    SELECT judgment_id, defendant_no, MIN(charge) AS charge
    FROM judgment_charge
    WHERE stage = 'convicted'
    GROUP BY judgment_id, defendant_no
    HAVING COUNT(DISTINCT charge) = 1
),

sorted AS (
    SELECT d.judgment_id, j.case_number, d.defendant_no, s.charge, d.penalty, d.term_months,
           CASE WHEN d.blood_alcohol IS NOT NULL
                    THEN CAST(FLOOR(d.blood_alcohol / NULLIF($alcohol_band, 0)) AS BIGINT)
                ELSE CAST(FLOOR(d.amount_yuan / NULLIF($amount_band, 0)) AS BIGINT) END AS band,
           d.blood_alcohol IS NOT NULL AS by_alcohol,
           COALESCE(j.plea_leniency, FALSE) AS pleaded, COALESCE(d.recidivist, FALSE) AS recidivist,
           COALESCE(d.voluntary_surrender, FALSE) AS surrendered,
           COALESCE(d.meritorious, FALSE) AS meritorious, COALESCE(d.accomplice, FALSE) AS accomplice
    FROM judgment_defendant AS d
    INNER JOIN judgment AS j ON j.judgment_id = d.judgment_id
    INNER JOIN single AS s ON s.judgment_id = d.judgment_id AND s.defendant_no = d.defendant_no
    WHERE COALESCE(d.kind, 'person') = 'person' AND COALESCE(j.instance, 'first') = 'first'
        AND d.penalty IN ('有期徒刑', '拘役') AND d.term_months > 0
        AND (d.blood_alcohol IS NOT NULL OR d.amount_yuan IS NOT NULL)
),

likened AS (
    SELECT judgment_id, case_number, defendant_no, charge, penalty, term_months, band, by_alcohol,
           COUNT(term_months) OVER (PARTITION BY charge, penalty, band, by_alcohol, pleaded, recidivist,
                                    surrendered, meritorious, accomplice) - 1 AS peers,
           CAST(SUM(term_months) OVER (PARTITION BY charge, penalty, band, by_alcohol, pleaded, recidivist,
                                       surrendered, meritorious, accomplice) AS BIGINT) - term_months
               AS others_months
    FROM sorted
)

SELECT judgment_id, case_number, defendant_no, charge AS charge_words,
       CASE WHEN by_alcohol THEN CONCAT('酒精含量第 ', CAST(band + 1 AS VARCHAR), ' 段')
            ELSE CONCAT('数额第 ', CAST(band + 1 AS VARCHAR), ' 段') END AS band_words,
       penalty, term_months, peers,
       CAST(CAST(FLOOR(others_months * 10.0 / NULLIF(peers, 0)) / 10 AS DECIMAL(9, 1)) AS VARCHAR) AS average_words,
       CASE WHEN term_months * peers >= $times * others_months THEN '明显偏重' ELSE '明显偏轻' END AS finding
FROM likened
WHERE peers >= $peers_min
    AND (term_months * peers >= $times * others_months OR term_months * peers * $times <= others_months)
ORDER BY judgment_id, defendant_no
