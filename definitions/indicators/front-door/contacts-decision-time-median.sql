/*---
id         = "contacts-decision-time-median"
title      = "Time from contact to decision"
area       = "front-door"
question   = "How long does a decision usually take?"
counts     = "contacts decided in the period"
shape      = "event"
measure    = "median"
unit       = "hours (median)"
per        = "record"
good       = "low"
sensitivity = "process"
limit      = "24 hours; 3 working days"
dimensions = ["channel", "channel-group", "referral-source", "source-group", "contact-decision", "contact-rating", "worker", "team", "in-hours"]
evidence   = ["received_at", "decided_at", "hours_to_decision", "decision"]
source     = "Local service standard"
status     = "live"
since      = "0.1"
---*/
SELECT child_id, contact_log_id AS record_id, decided_on AS happened_on,
       hours_to_decision AS measured,
       channel, source, rating, worker_id, team_id, in_hours, received_at, decided_at, decision, hours_to_decision
FROM front_door_contact
WHERE hours_to_decision IS NOT NULL
