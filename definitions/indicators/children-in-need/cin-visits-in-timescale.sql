/*---
id         = "cin-visits-in-timescale"
title      = "Child in need visits in timescale"
area       = "children-in-need"
question   = "Are children in need seen often enough?"
counts     = "children whose child in need plan has been open longer than 20 working days at the end of the period's last day"
shape      = "spell"
measure    = "percentage"
unit       = "%"
per        = "child"
good       = "high"
sensitivity = "process"
limit      = "20 working days since the last visit (local standard)"
dimensions = ["team", "worker"]
evidence   = ["plan_started_on", "last_seen_on", "due_by"]
source     = "Local standard; there is no national limit"
status     = "live"
since      = "0.1"
---*/
-- Each stretch is in time up to the 20th working day after its visit, or after the start of the plan, and late from the day after until the next visit.
WITH timed AS (
  SELECT child_id, cin_plan_id, team_id, worker_id, plan_started_on, last_seen_on, from_on, until_on,
         add_working_days(from_on, 20) AS due_by,
         add_working_days(from_on, 20) + 1 AS late_on,
         add_working_days(plan_started_on, 20) + 1 AS counted_from_on
  FROM cin_visit_stretch
),
-- Both parts are cut from one row, so that the stretches are read once.
piece AS (
  SELECT t.child_id, t.cin_plan_id AS record_id, k.met,
         CASE WHEN k.met THEN greatest(t.from_on, t.counted_from_on) ELSE t.late_on END AS started_on,
         CASE WHEN k.met THEN least(t.late_on, t.until_on) ELSE t.until_on END AS ended_on,
         t.plan_started_on, t.last_seen_on, t.due_by, t.team_id, t.worker_id
  FROM timed t
  CROSS JOIN (VALUES (true), (false)) AS k(met)
)
SELECT child_id, record_id, started_on, ended_on, met, plan_started_on, last_seen_on, due_by, team_id, worker_id
FROM piece
WHERE coalesce(ended_on, DATE '9999-12-31') > started_on
