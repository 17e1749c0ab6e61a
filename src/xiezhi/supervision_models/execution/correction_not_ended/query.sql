-- 三种情形：期满没有解除；死亡、撤销以后没有终止；没有死亡、撤销、减刑而提前解除。
WITH correction AS (
    SELECT identity_number, effective_on, kind, end_on, ended_on
    FROM community_correction
    WHERE kind IN ('管制', '缓刑', '假释') AND end_on IS NOT NULL AND effective_on <= $data_on
),
event AS (
    SELECT c.identity_number, c.effective_on, d.died_on AS over_on
    FROM correction AS c
    INNER JOIN death_record AS d ON d.identity_number = c.identity_number
    UNION ALL
    SELECT c.identity_number, c.effective_on, r.ruled_on
    FROM correction AS c
    INNER JOIN correction_revocation AS r ON r.identity_number = c.identity_number
    WHERE r.ruling = '准许' AND r.kind IN ('撤销缓刑', '撤销假释')
),
ended AS (
    SELECT identity_number, effective_on, MIN(over_on) AS over_on
    FROM event
    WHERE over_on >= effective_on
    GROUP BY identity_number, effective_on
),
shortened AS (
    SELECT DISTINCT c.identity_number, c.effective_on
    FROM correction AS c
    INNER JOIN commutation AS m ON m.identity_number = c.identity_number
    WHERE m.kind = '减刑' AND m.ruling = '准许' AND m.ruled_on BETWEEN c.effective_on AND c.ended_on
),
told AS (
    SELECT c.identity_number, c.effective_on, c.kind, c.end_on, c.ended_on,
           CASE WHEN c.ended_on IS NULL AND v.over_on <= c.end_on
                    AND DATE_DIFF('day', v.over_on, $data_on) > $end_days THEN '死亡、撤销以后没有终止'
                WHEN c.ended_on IS NULL AND (v.over_on IS NULL OR v.over_on > c.end_on)
                    AND DATE_DIFF('day', c.end_on, $data_on) > $end_days THEN '期满没有解除'
                WHEN DATE_DIFF('day', c.ended_on, c.end_on) > $early_days AND s.identity_number IS NULL
                    AND (v.over_on IS NULL OR v.over_on > c.ended_on) THEN '没有法定事由而提前解除'
           END AS problem,
           CASE WHEN c.ended_on IS NULL AND v.over_on <= c.end_on THEN v.over_on
                WHEN c.ended_on IS NULL THEN c.end_on ELSE c.ended_on END AS since_on
    FROM correction AS c
    LEFT JOIN ended AS v ON v.identity_number = c.identity_number AND v.effective_on = c.effective_on
    LEFT JOIN shortened AS s ON s.identity_number = c.identity_number AND s.effective_on = c.effective_on
)
SELECT identity_number, effective_on, kind, end_on, problem, since_on, ended_on,
       CASE WHEN ended_on IS NULL THEN '没有解除、终止的登记'
            ELSE CONCAT(CAST(ended_on AS VARCHAR), ' 解除') END AS done
FROM told
WHERE problem IS NOT NULL
ORDER BY identity_number, effective_on
