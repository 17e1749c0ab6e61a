-- 施工期间（自许可至竣工）没有一笔扬尘的申报；开工未过一个申报期的不问。
WITH site AS (
    SELECT permit_number, credit_code, from_on, COALESCE(ended_on, until_on) AS until_on
    FROM permit
    WHERE kind = '施工许可' AND credit_code IS NOT NULL
        AND COALESCE(status, '有效') IN ('有效', '注销')
        AND date_diff('day', from_on, $data_on) > $declare_days
        AND (ended_on IS NULL OR date_diff('day', from_on, ended_on) > $short_days)
        AND CAST(COALESCE(ended_on, until_on, $data_on) + TO_MONTHS($look_months) AS DATE) > $data_on
),

declared AS (
    SELECT credit_code, period_on
    FROM tax_declaration
    WHERE tax_kind = '环境保护税' AND (item LIKE '%粉尘%' OR item LIKE '%扬尘%')
),

covered AS (
    SELECT DISTINCT s.permit_number
    FROM site AS s
    INNER JOIN declared AS d ON d.credit_code = s.credit_code
    WHERE CAST(d.period_on + TO_MONTHS($quarter_months) AS DATE) > s.from_on
        AND (s.until_on IS NULL OR d.period_on <= s.until_on)
)

SELECT s.permit_number, s.credit_code, s.from_on, s.until_on
FROM site AS s
LEFT JOIN covered AS c ON c.permit_number = s.permit_number
WHERE c.permit_number IS NULL
ORDER BY s.permit_number
