-- 起诉当日仍在册的被告；缺席或者公告，标的达到下限。
SELECT c.case_number, p.identity_number, h.kind AS register_kind, MIN(h.from_on) AS from_on,
       c.filed_on, c.amount_yuan
FROM civil_case AS c
INNER JOIN civil_party AS p ON p.case_number = c.case_number
INNER JOIN hardship_register AS h ON h.identity_number = p.identity_number
WHERE p.role = 'defendant' AND c.cause LIKE '%金融借款%'
    AND (c.absent OR c.announced) AND COALESCE(c.outcome, '判决') NOT IN ('撤诉', '不予受理', '驳回起诉')
    AND c.amount_yuan >= $amount_min
    AND h.kind IN ('低保对象', '特困人员', '残疾人', '脱贫户', '在校学生')
    AND h.from_on <= c.filed_on AND (h.until_on IS NULL OR h.until_on > c.filed_on)
GROUP BY c.case_number, p.identity_number, h.kind, c.filed_on, c.amount_yuan
ORDER BY c.case_number, p.identity_number, register_kind
