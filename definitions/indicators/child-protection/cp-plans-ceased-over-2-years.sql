/*---
id         = "cp-plans-ceased-over-2-years"
title      = "Ended plans that had lasted 2 years or more"
area       = "child-protection"
question   = "Of the plans that ended, how many had gone on for years?"
counts     = "protection plans that ended in the period"
shape      = "event"
measure    = "percentage"
unit       = "%"
per        = "record"
good       = "low"
limit      = "730 days"
dimensions = ["district", "age-band", "sex", "ethnicity", "ethnicity-group", "disability", "team", "worker"]
evidence   = ["started_on", "ended_on", "days_on_plan"]
benchmark  = "lait:CPPlans2yrs"
source     = "Children in Need census"
status     = "live"
since      = "0.1"
---*/
SELECT child_id, cp_plan_id AS record_id, ended_on AS happened_on,
       ended_on - started_on >= 730 AS met,
       started_on, ended_on, ended_on - started_on AS days_on_plan
FROM cp_plan_counted
WHERE ended_on IS NOT NULL
