/*---
id         = "cp-plans-ceased"
title      = "Protection plans ended"
area       = "child-protection"
question   = "How many plans are coming to an end?"
counts     = "protection plans that ended in the period"
shape      = "event"
measure    = "count"
unit       = "plans"
per        = "record"
good       = "neutral"
dimensions = ["district", "age-band", "sex", "ethnicity", "ethnicity-group", "disability", "team", "worker", "plan-duration"]
evidence   = ["started_on", "ended_on", "days_on_plan"]
source     = "Working Together to Safeguard Children, 2023; Children in Need census"
status     = "live"
since      = "0.1"
---*/
SELECT child_id, cp_plan_id AS record_id, ended_on AS happened_on,
       cp_plan_id, started_on, ended_on, ended_on - started_on AS days_on_plan
FROM cp_plan_counted
WHERE ended_on IS NOT NULL
