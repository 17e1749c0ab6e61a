-- 立功的反常之处：来源不明或者由他人、办案人员提供，取保后检举，审判阶段检举，公职人员因此免刑；同一承办人至少若干件。
WITH doubtful AS (
    SELECT case_number, identity_number, raised_on, COALESCE(source, '来源不明') AS source_words, penalty,
           judge_code,
           CASE WHEN public_official AND penalty = '免予刑事处罚' THEN '公职人员因立功免予刑事处罚'
                WHEN COALESCE(source, '来源不明') <> '本人知悉' THEN '线索不是本人掌握'
                WHEN on_bail THEN '取保候审以后检举'
                ELSE '审判阶段才检举' END AS finding
    FROM merit_record
    WHERE judge_code IS NOT NULL
        AND (COALESCE(source, '来源不明') IN ('来源不明', '他人提供', '办案人员告知')
            OR COALESCE(on_bail, FALSE)
            OR COALESCE(raised_stage, '') = '审判'
            OR (COALESCE(public_official, FALSE) AND penalty = '免予刑事处罚'))
),

judge AS (
    SELECT judge_code, COUNT(DISTINCT case_number) AS cases
    FROM doubtful
    GROUP BY judge_code
    HAVING COUNT(DISTINCT case_number) >= $group_min
)

SELECT d.case_number, d.identity_number, d.raised_on, d.source_words, d.finding, d.penalty,
       j.cases AS same_judge
FROM doubtful AS d
INNER JOIN judge AS j ON j.judge_code = d.judge_code
ORDER BY d.case_number, d.identity_number, d.raised_on
