/*---
id         = "icpc-held"
title      = "Initial child protection conferences held"
area       = "child-protection"
question   = "For how many children was the risk of harm high enough to call a conference?"
counts     = "children discussed at initial conferences held in the period, once for each conference"
shape      = "event"
measure    = "count"
unit       = "children"
per        = "record"
good       = "neutral"
dimensions = ["district", "age-band", "sex", "ethnicity", "ethnicity-group", "disability", "team", "worker"]
evidence   = ["held_on", "transfer_in", "led_to_plan"]
source     = "Working Together to Safeguard Children, 2023, chapter 3; Children in Need census"
status     = "live"
since      = "0.1"
---*/
SELECT child_id, initial_conference_id AS record_id, held_on AS happened_on,
       held_on, transfer_in, led_to_plan, team_id, worker_id
FROM initial_conference
WHERE held_on IS NOT NULL
