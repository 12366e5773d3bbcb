/*---
id         = "cp-plans-started"
title      = "Protection plans started"
area       = "child-protection"
question   = "How many plans are being made?"
counts     = "protection plans that started in the period"
shape      = "event"
measure    = "count"
unit       = "plans"
per        = "record"
good       = "neutral"
dimensions = ["district", "age-band", "sex", "ethnicity", "ethnicity-group", "disability", "team", "worker", "category", "initial-category"]
evidence   = ["started_on", "ended_on", "initial_category", "category"]
benchmark  = "lait:CPP_Abuse"
source     = "Working Together to Safeguard Children, 2023; Children in Need census"
status     = "live"
since      = "0.1"
---*/
SELECT child_id, cp_plan_id AS record_id, started_on AS happened_on,
       started_on, ended_on, initial_category, latest_category AS category
FROM cp_plan_counted
