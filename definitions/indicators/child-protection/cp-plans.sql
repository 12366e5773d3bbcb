/*---
id         = "cp-plans"
title      = "Children subject to a child protection plan"
area       = "child-protection"
question   = "How many children need a plan to keep them safe from harm?"
counts     = "children with a protection plan open at the end of the period's last day"
shape      = "spell"
measure    = "count"
unit       = "children"
per        = "child"
good       = "neutral"
dimensions = ["district", "age-band", "sex", "ethnicity", "ethnicity-group", "disability", "team", "worker", "category", "plan-duration"]
evidence   = ["started_on", "ended_on", "initial_category", "category"]
benchmark  = "lait:CPP_Num"
source     = "Working Together to Safeguard Children, 2023; Children in Need census"
status     = "live"
since      = "0.1"
---*/
SELECT child_id, cp_plan_id AS record_id, started_on, ended_on,
       cp_plan_id, initial_category, latest_category AS category
FROM cp_plan_counted
