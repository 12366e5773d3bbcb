/*---
id         = "social-worker-turnover"
title      = "Social worker turnover"
area       = "workforce"
question   = "Do our social workers stay?"
counts     = "full-time social work posts given up by leavers in the 12 months up to the last day, for each held at its end"
shape      = "spell"
measure    = "ratio"
unit       = "%"
good       = "low"
sensitivity = "process"
looks_back = "12 months"
dimensions = ["team", "post-grade", "length-of-service"]
evidence   = ["worker_id", "part", "fte", "service_started_on", "left_on", "leaving_reason"]
benchmark  = "lait:Work_Force_TO_Rate"
source     = "Children's social work workforce, national statistics"
status     = "live"
since      = "0.1"
---*/
-- A leaver counts at the end of every day from the day of leaving until 12 months have gone by: a spell.
WITH band AS (
  SELECT service_band, least_months, most_months
  FROM (VALUES ('Under 1 year', 0, 12), ('1 to 2 years', 12, 24), ('2 to 5 years', 24, 60), ('5 years and over', 60, 12000)) AS b(service_band, least_months, most_months)
),
held AS (
  SELECT h.post_held_id, h.worker_id, h.team_id, h.grade, h.fte, s.started_on AS service_started_on, b.service_band,
         greatest(h.started_on, add_months(s.started_on, b.least_months)) AS started_on,
         CASE WHEN b.most_months < 12000 THEN least(h.until_on, add_months(s.started_on, b.most_months)) ELSE h.until_on END AS until_on
  FROM post_held h
  JOIN social_work_service s ON s.worker_id = h.worker_id AND s.started_on <= h.started_on AND s.until_on >= h.until_on
  CROSS JOIN band b
  WHERE h.social_work AND NOT h.agency
)
SELECT CAST(NULL AS VARCHAR) AS child_id, post_held_id || '/' || service_band AS record_id, started_on, nullif(until_on, DATE '9999-12-31') AS ended_on,
       CAST(0 AS DOUBLE) AS numerator, fte AS denominator, worker_id, team_id, grade, service_band, 'in post' AS part, fte, service_started_on,
       CAST(NULL AS DATE) AS left_on, CAST(NULL AS VARCHAR) AS leaving_reason
FROM held
WHERE started_on < until_on
UNION ALL
SELECT CAST(NULL AS VARCHAR) AS child_id, 'left ' || post_held_id AS record_id, left_on AS started_on, add_months(left_on - 1, 12) + 1 AS ended_on,
       fte AS numerator, CAST(0 AS DOUBLE) AS denominator, worker_id, team_id, grade, service_band, 'left' AS part, fte, service_started_on, left_on, leaving_reason
FROM social_worker_leaver
