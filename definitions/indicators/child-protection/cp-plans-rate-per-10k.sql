/*---
id         = "cp-plans-rate-per-10k"
title      = "Child protection plans per 10,000"
area       = "child-protection"
question   = "Are more or fewer children on a protection plan than in places of the same size?"
counts     = "children with a protection plan open at the end of the period's last day, for every 10,000 children aged 0 to 17"
shape      = "spell"
measure    = "rate"
unit       = "per 10,000"
per        = "child"
good       = "neutral"
dimensions = ["district"]
evidence   = ["started_on", "ended_on", "category"]
benchmark  = "lait:CPP_rate"
source     = "Working Together to Safeguard Children, 2023; Children in Need census"
status     = "live"
since      = "0.1"
---*/
SELECT child_id, cp_plan_id AS record_id, started_on, ended_on, latest_category AS category
FROM cp_plan_counted
