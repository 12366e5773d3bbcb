/*---
id         = "repeat-cp-plans-within-2-years"
title      = "Second or subsequent plan within 2 years"
area       = "child-protection"
question   = "How often does a child need a new plan soon after the last one ended?"
counts     = "protection plans that started in the period"
shape      = "event"
measure    = "percentage"
unit       = "%"
per        = "record"
good       = "low"
looks_back = "24 months"
limit      = "24 months from the end of the earlier plan"
dimensions = ["district", "age-band", "sex", "ethnicity", "ethnicity-group", "disability", "team", "worker"]
evidence   = ["started_on", "earlier_ended_on"]
source     = "Regional quarterly return"
status     = "live"
since      = "0.1"
---*/
SELECT child_id, cp_plan_id AS record_id, started_on AS happened_on,
       coalesce(last_earlier_ended_on >= add_months(started_on, -24), false) AS met,
       started_on, last_earlier_ended_on AS earlier_ended_on
FROM cp_plan_counted
