/*---
id    = "social_worker_leaver"
title = "Social workers who left"
about = "Each post given up by a social worker, employed by the authority, who left its social work with it: the last posts of an unbroken time of service, unless the reason is a move within the council. service_band is the length of that time."
---*/
WITH reason AS (
  SELECT code, max(group_name) AS basis FROM code_leaving_reason GROUP BY code
)
SELECT h.post_held_id, h.post_id, h.worker_id, h.role, h.team_id, h.grade, h.fte, h.leaving_reason, s.started_on AS service_started_on, h.until_on AS left_on,
       CASE WHEN h.until_on < add_months(s.started_on, 12) THEN 'Under 1 year'
            WHEN h.until_on < add_months(s.started_on, 24) THEN '1 to 2 years'
            WHEN h.until_on < add_months(s.started_on, 60) THEN '2 to 5 years'
            ELSE '5 years and over' END AS service_band
FROM post_held h
JOIN social_work_service s ON s.worker_id = h.worker_id AND s.until_on = h.until_on
LEFT JOIN reason r ON r.code = h.leaving_reason
WHERE h.social_work AND NOT h.agency AND h.holding_until_on = h.until_on AND h.until_on < DATE '9999-12-31' AND coalesce(r.basis, 'Left') <> 'Moved'
