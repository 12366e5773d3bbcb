/*---
id         = "cp-plans-by-category"
title      = "Protection plans by category of abuse"
area       = "child-protection"
question   = "What kind of harm are children being protected from?"
counts     = "children with a protection plan open at the end of the period's last day, each category as a share of all"
shape      = "spell"
measure    = "percentage"
unit       = "%"
per        = "child"
good       = "neutral"
share_of   = "category"
dimensions = ["category", "initial-category", "age-band", "district"]
evidence   = ["started_on", "ended_on", "initial_category", "category"]
source     = "Children in Need census"
status     = "live"
since      = "0.1"
---*/
SELECT child_id, cp_plan_id AS record_id, started_on, ended_on,
       initial_category, latest_category AS category
FROM cp_plan_counted
