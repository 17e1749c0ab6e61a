-- 大额职工债权，起诉在破产受理以前的期间内，只凭欠条，又没有在债务人处参保。
WITH late AS (
    SELECT case_number, claim_no, debtor_credit_code, accepted_on, identity_number, claimed_yuan, sued_on
    FROM bankruptcy_claim
    WHERE kind = '职工债权' AND evidence_kind = '欠条' AND identity_number IS NOT NULL
        AND claimed_yuan > $claim_min
        AND sued_on < accepted_on AND accepted_on <= CAST(sued_on + TO_MONTHS($months_before) AS DATE)
),

day_count AS (
    SELECT case_number, sued_on, COUNT(*) AS claims
    FROM late
    GROUP BY case_number, sued_on
),

insured AS (
    SELECT DISTINCT l.case_number, l.claim_no
    FROM late AS l
    INNER JOIN social_insurance AS s
        ON s.identity_number = l.identity_number AND s.credit_code = l.debtor_credit_code
)

SELECT l.case_number, l.claim_no, l.identity_number, l.sued_on, l.accepted_on, l.claimed_yuan,
       CAST(d.claims AS INT) AS same_day
FROM late AS l
INNER JOIN day_count AS d ON d.case_number = l.case_number AND d.sued_on = l.sued_on
LEFT JOIN insured AS i ON i.case_number = l.case_number AND i.claim_no = l.claim_no
WHERE i.claim_no IS NULL
ORDER BY l.case_number, l.claim_no
