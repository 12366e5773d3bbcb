/*---
id         = "cp-plan-children-also-looked-after"
title      = "Children both on a plan and looked after"
area       = "child-protection"
question   = "Are protection plans closed when children come into care?"
counts     = "children with a protection plan open who are looked after at the end of the period's last day"
shape      = "spell"
measure    = "count"
unit       = "children"
per        = "child"
good       = "low"
dimensions = ["overlap-days", "team"]
evidence   = ["plan_started_on", "plan_ended_on", "care_started_on", "care_ended_on"]
source     = "Local measure"
status     = "live"
since      = "0.1"
---*/
SELECT child_id, overlap_id AS record_id, started_on, ended_on,
       overlap_id, plan_started_on, plan_ended_on, care_started_on, care_ended_on
FROM cp_plan_in_care
