/*---
id         = "signs-of-safety-trained"
title      = "Staff trained in Signs of Safety"
area       = "workforce"
question   = "Have those who work with families learnt the practice model?"
counts     = "practitioners in post at the end of the last day"
shape      = "spell"
measure    = "percentage"
unit       = "%"
good       = "high"
sensitivity = "process"
dimensions = ["team", "post-role", "staff-group"]
evidence   = ["worker_id", "trained_on", "agency"]
source     = "Local measure"
status     = "live"
since      = "0.1"
---*/
WITH trained AS (
  SELECT t.worker_id, min(t.completed_on) AS trained_on
  FROM training_record t
  JOIN code_training_course c ON c.code = t.course
  WHERE c.group_name = 'Signs of Safety' AND t.worker_id IS NOT NULL AND t.completed_on IS NOT NULL
  GROUP BY t.worker_id
),
-- Each piece is cut at the day of the first course.
piece AS (
  SELECT p.worker_in_post_id, p.worker_id, p.team_id, p.role, p.agency, t.trained_on, k.met,
         CASE WHEN k.met THEN greatest(p.started_on, coalesce(t.trained_on, DATE '9999-12-31')) ELSE p.started_on END AS started_on,
         CASE WHEN k.met THEN p.until_on ELSE least(p.until_on, coalesce(t.trained_on, DATE '9999-12-31')) END AS until_on
  FROM worker_in_post p
  LEFT JOIN trained t ON t.worker_id = p.worker_id
  CROSS JOIN (VALUES (true), (false)) AS k(met)
)
SELECT CAST(NULL AS VARCHAR) AS child_id, worker_in_post_id AS record_id, started_on, nullif(until_on, DATE '9999-12-31') AS ended_on, met,
       worker_id, team_id, role, trained_on, CASE WHEN agency THEN 'yes' ELSE 'no' END AS agency
FROM piece
WHERE started_on < until_on
