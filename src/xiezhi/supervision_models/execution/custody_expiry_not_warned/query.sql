-- 期满时仍在押：届满以前没有发出通知；期满以后仍羁押而没有报告。
WITH held AS (
    SELECT case_number, identity_number, start_on, end_on, organ, expires_on, expiry_notice_on, overdue_report_on
    FROM custody_episode
    WHERE expires_on IS NOT NULL
)

SELECT case_number, identity_number, start_on, expires_on, organ, problem
FROM (
    SELECT case_number, identity_number, start_on, expires_on, organ, '届满以前没有发出通知' AS problem
    FROM held
    WHERE expires_on <= $data_on AND (end_on IS NULL OR date_diff('day', end_on, expires_on) < $warn_days)
        AND (expiry_notice_on IS NULL OR expiry_notice_on > expires_on)
        AND (end_on IS NULL OR end_on >= expires_on)
    UNION ALL
    SELECT case_number, identity_number, start_on, expires_on, organ, '超期羁押没有报告' AS problem
    FROM held
    WHERE COALESCE(end_on, $data_on) > expires_on AND overdue_report_on IS NULL
) AS found
ORDER BY case_number, identity_number, start_on, problem
