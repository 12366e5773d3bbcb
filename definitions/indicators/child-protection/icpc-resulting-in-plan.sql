/*---
id         = "icpc-resulting-in-plan"
title      = "Initial conferences resulting in a plan"
area       = "child-protection"
question   = "How often does a conference decide that a child needs a protection plan?"
counts     = "children discussed at initial conferences held in the period, once for each conference"
shape      = "event"
measure    = "percentage"
unit       = "%"
per        = "record"
good       = "neutral"
dimensions = ["initial-category", "team", "district", "age-band"]
evidence   = ["held_on", "transfer_in", "led_to_plan", "initial_category"]
source     = "Working Together to Safeguard Children, 2023, chapter 3; Ofsted inspection data, list 5"
status     = "live"
since      = "0.1"
---*/
SELECT i.child_id, i.initial_conference_id AS record_id, i.held_on AS happened_on,
       coalesce(i.led_to_plan, i.outcome_cp, i.cp_plan_id IS NOT NULL) AS met,
       p.initial_category, i.team_id, i.held_on, i.transfer_in,
       coalesce(i.led_to_plan, i.outcome_cp, i.cp_plan_id IS NOT NULL) AS led_to_plan
FROM initial_conference i
LEFT JOIN cp_plan p ON p.cp_plan_id = i.cp_plan_id
WHERE i.held_on IS NOT NULL
