-- 起诉的理赔按维修单位、评估机构搭配计数；非车主领款、未经定损的都过比例。
SELECT repair_credit_code, appraisal_credit_code, MIN(accident_on) AS first_on,
       COUNT(*) AS claims,
       COUNT(CASE WHEN claimant_identity_number <> owner_identity_number THEN 1 END) AS not_owner,
       COUNT(CASE WHEN surveyed = FALSE THEN 1 END) AS unsurveyed,
       COUNT(DISTINCT claimant_identity_number) AS claimants,
       CAST(SUM(claimed_yuan) AS DECIMAL(18, 4)) AS claimed_yuan
FROM insurance_claim
WHERE case_number IS NOT NULL AND repair_credit_code IS NOT NULL AND appraisal_credit_code IS NOT NULL
GROUP BY repair_credit_code, appraisal_credit_code
HAVING COUNT(*) >= $claims_min
    AND COUNT(CASE WHEN claimant_identity_number <> owner_identity_number THEN 1 END) * 100 >= COUNT(*) * $share_pct
    AND COUNT(CASE WHEN surveyed = FALSE THEN 1 END) * 100 >= COUNT(*) * $share_pct
ORDER BY repair_credit_code, appraisal_credit_code
