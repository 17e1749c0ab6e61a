-- 先行羁押未足额折抵刑期：同一案件同一人的应折抵日数多于已折抵日数。
WITH episode AS (
    SELECT e.case_number, e.identity_number, e.start_on,
           CASE WHEN s.executed_on IS NOT NULL AND (e.end_on IS NULL OR e.end_on >= s.executed_on)
                THEN s.executed_on
                ELSE CAST(e.end_on + INTERVAL 1 DAY AS DATE)
           END AS until_on
    FROM custody_episode AS e
    INNER JOIN sentence AS s
        ON s.case_number = e.case_number AND s.identity_number = e.identity_number
    WHERE s.executed_on IS NULL OR e.start_on < s.executed_on
),

ordered AS (
    SELECT case_number, identity_number, start_on, until_on,
           MAX(until_on) OVER (
               PARTITION BY case_number, identity_number
               ORDER BY start_on, until_on
               ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
           ) AS covered_until
    FROM episode
    WHERE until_on IS NOT NULL
),

-- 同一日只计一次：拘留、逮捕首尾相接或者重叠的，只加新增的日数。
custody AS (
    SELECT case_number, identity_number,
           CAST(SUM(CASE
                        WHEN covered_until IS NULL OR start_on >= covered_until
                            THEN DATE_DIFF('day', start_on, until_on)
                        WHEN until_on > covered_until
                            THEN DATE_DIFF('day', covered_until, until_on)
                        ELSE 0
                    END) AS BIGINT) AS custody_days
    FROM ordered
    GROUP BY case_number, identity_number
),

credit AS (
    SELECT s.case_number, s.identity_number, s.penalty, c.custody_days, s.credited_days,
           c.custody_days * CASE WHEN s.penalty = '管制' THEN $surveillance_rate ELSE $prison_rate END
               AS due_days
    FROM sentence AS s
    INNER JOIN custody AS c
        ON c.case_number = s.case_number AND c.identity_number = s.identity_number
    WHERE s.penalty IN ('管制', '拘役', '有期徒刑') AND s.probation_months IS NULL
)

SELECT case_number, identity_number, penalty, custody_days, due_days, credited_days,
       due_days - credited_days AS short_days
FROM credit
WHERE due_days > credited_days
ORDER BY case_number, identity_number
