/*---
id         = "icpc-within-15-working-days"
title      = "Initial conferences within 15 working days"
area       = "child-protection"
question   = "Do children at risk get a conference, and so a plan, without delay?"
counts     = "initial conferences held in the period, less transfer-in conferences"
shape      = "event"
measure    = "percentage"
unit       = "%"
per        = "record"
good       = "high"
sensitivity = "process"
limit      = "15 working days from the strategy discussion"
dimensions = ["district", "age-band", "sex", "ethnicity", "ethnicity-group", "disability", "team", "worker"]
evidence   = ["strategy_discussion_on", "held_on", "working_days", "due_on"]
benchmark  = "lait:CP_conf_15days"
source     = "Working Together to Safeguard Children, 2023, chapter 3"
status     = "live"
since      = "0.1"
---*/
SELECT i.child_id, i.initial_conference_id AS record_id, i.held_on AS happened_on,
       coalesce(i.held_on <= add_working_days(s.started_on, 15), i.held_on <= i.due_on, false) AS met,
       s.started_on AS strategy_discussion_on, i.held_on,
       working_days(s.started_on, i.held_on) AS working_days,
       i.due_on, i.team_id, i.worker_id
FROM initial_conference i
LEFT JOIN section_47_enquiry s ON s.section_47_enquiry_id = i.section_47_enquiry_id
WHERE i.held_on IS NOT NULL
  AND NOT coalesce(i.transfer_in, false)
