/*---
id         = "core-groups-in-timescale"
title      = "Core groups held in timescale"
area       = "child-protection"
question   = "Do the people who carry out a protection plan meet soon enough and often enough?"
counts     = "protection plans open at the end of the period's last day whose first core group has met or should have met"
shape      = "spell"
measure    = "percentage"
unit       = "%"
per        = "record"
good       = "high"
sensitivity = "process"
limit      = "10 working days from the conference, then 6 weeks (local)"
dimensions = ["team", "district"]
evidence   = ["plan_started_on", "first_core_group_on", "first_late_due_on"]
source     = "Working Together to Safeguard Children, 2023, chapter 3; local interval"
status     = "live"
since      = "0.1"
---*/
WITH progress AS (
  SELECT cp_plan_id,
         min(CASE WHEN first_group THEN held_on END) AS first_core_group_on,
         min(CASE WHEN coalesce(held_on, DATE '9999-12-31') > due_on THEN due_on END) AS first_late_due_on
  FROM core_group_due
  GROUP BY cp_plan_id
),
-- A plan is not counted until its first core group has met or should have met. It is in time from the first core group on, and late from the day after the first
-- due date that was missed.
timed AS (
  SELECT p.child_id, p.cp_plan_id, p.started_on, coalesce(p.ended_on, DATE '9999-12-31') AS until_on,
         g.first_core_group_on, g.first_late_due_on,
         coalesce(g.first_late_due_on + 1, DATE '9999-12-31') AS late_on,
         greatest(p.started_on, coalesce(g.first_core_group_on, DATE '9999-12-31')) AS met_on
  FROM cp_plan_counted p
  LEFT JOIN progress g ON g.cp_plan_id = p.cp_plan_id
),
piece AS (
  SELECT t.child_id, t.cp_plan_id AS record_id, k.met,
         CASE WHEN k.met THEN t.met_on ELSE greatest(t.started_on, t.late_on) END AS started_on,
         CASE WHEN k.met THEN least(t.until_on, t.late_on) ELSE t.until_on END AS ended_on,
         t.started_on AS plan_started_on, t.first_core_group_on, t.first_late_due_on
  FROM timed t
  CROSS JOIN (VALUES (true), (false)) AS k(met)
)
SELECT child_id, record_id, started_on, nullif(ended_on, DATE '9999-12-31') AS ended_on, met,
       plan_started_on, first_core_group_on, first_late_due_on
FROM piece
WHERE ended_on > started_on
