/*---
id         = "cp-visits-in-timescale"
title      = "Protection plan visits in timescale"
area       = "child-protection"
question   = "Are children on a protection plan seen often enough?"
counts     = "children whose protection plan has been open longer than 10 working days at the end of the period's last day"
shape      = "spell"
measure    = "percentage"
unit       = "%"
per        = "child"
good       = "high"
sensitivity = "process"
limit      = "10 working days since the last visit (local standard)"
dimensions = ["team", "worker", "seen-alone"]
evidence   = ["plan_started_on", "last_seen_on", "due_by", "seen_alone"]
source     = "Local standard; there is no national limit"
status     = "live"
since      = "0.1"
---*/
-- Each stretch is in time up to the 10th working day after its visit, or after the start of the plan, and late from the day after until the next visit.
WITH timed AS (
  SELECT child_id, cp_plan_id, plan_started_on, last_seen_on, seen_alone, from_on, until_on,
         add_working_days(from_on, 10) AS due_by,
         add_working_days(from_on, 10) + 1 AS late_on,
         add_working_days(plan_started_on, 10) + 1 AS counted_from_on
  FROM cp_visit_stretch
),
-- Both parts are cut from one row, so that the stretches are read once.
piece AS (
  SELECT t.child_id, t.cp_plan_id AS record_id, k.met,
         CASE WHEN k.met THEN greatest(t.from_on, t.counted_from_on) ELSE t.late_on END AS started_on,
         CASE WHEN k.met THEN least(t.late_on, t.until_on) ELSE t.until_on END AS ended_on,
         t.plan_started_on, t.last_seen_on, t.due_by, t.seen_alone
  FROM timed t
  CROSS JOIN (VALUES (true), (false)) AS k(met)
)
SELECT child_id, record_id, started_on, ended_on, met, plan_started_on, last_seen_on, due_by, seen_alone
FROM piece
WHERE coalesce(ended_on, DATE '9999-12-31') > started_on
