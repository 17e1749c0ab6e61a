-- 看守所的入所记录，与入所当日及以前最近一次拘留、逮捕比对：没有登记，或者相隔超过二十四小时。
WITH episode AS (
    SELECT c.case_number, c.identity_number, c.start_on AS custody_on, COALESCE(c.place, '看守所') AS place_words
    FROM custody_episode AS c
    LEFT JOIN sentence AS s ON s.identity_number = c.identity_number AND s.judged_on <= c.start_on
    WHERE s.identity_number IS NULL AND c.start_on <= $data_on
),

-- 同一人换所、提讯后再次入所的，只看本案第一次入所。
first_entry AS (
    SELECT case_number, identity_number, MIN(custody_on) AS custody_on, MIN(place_words) AS place_words
    FROM episode
    GROUP BY case_number, identity_number
),

measure AS (
    SELECT identity_number, start_on
    FROM coercive_measure
    WHERE kind IN ('刑事拘留', '逮捕')
),

nearest AS (
    SELECT e.case_number, e.identity_number, e.custody_on, e.place_words, MAX(m.start_on) AS detained_on
    FROM first_entry AS e
    LEFT JOIN measure AS m ON m.identity_number = e.identity_number AND m.start_on <= e.custody_on
    GROUP BY e.case_number, e.identity_number, e.custody_on, e.place_words
),

measured AS (
    SELECT case_number, identity_number, custody_on, place_words, detained_on,
           DATE_DIFF('day', detained_on, custody_on) AS gap_days
    FROM nearest
)

SELECT case_number, identity_number, custody_on, place_words, detained_on, gap_days,
       CASE WHEN detained_on IS NULL THEN '没有查到此前的拘留、逮捕登记'
            ELSE CONCAT(CAST(detained_on AS VARCHAR), ' 拘留（逮捕），', CAST(gap_days AS VARCHAR), ' 日后才送看守所')
       END AS finding
FROM measured
WHERE detained_on IS NULL OR gap_days > $late_days
ORDER BY case_number, identity_number, custody_on
