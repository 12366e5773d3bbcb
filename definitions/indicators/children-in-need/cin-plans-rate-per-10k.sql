/*---
id         = "cin-plans-rate-per-10k"
title      = "Children with a child in need plan per 10,000"
area       = "children-in-need"
question   = "How many children, for the size of the area, have a plan as a child in need?"
counts     = "children with a child in need plan open at the end of the period's last day, for every 10,000 children aged 0 to 17"
shape      = "spell"
measure    = "rate"
unit       = "per 10,000"
per        = "child"
good       = "neutral"
dimensions = ["district", "team"]
evidence   = ["started_on", "ended_on"]
source     = "Children Act 1989, section 17; regional quarterly return"
status     = "live"
since      = "0.1"
---*/
SELECT child_id, cin_plan_id AS record_id, started_on, ended_on, team_id
FROM cin_plan
WHERE started_on IS NOT NULL
