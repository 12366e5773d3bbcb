/*---
id         = "contacts-decision-time-p90"
title      = "Time from contact to decision: 9 in 10 take no longer"
area       = "front-door"
question   = "How long do the slow decisions take?"
counts     = "contacts decided in the period"
shape      = "event"
measure    = "percentile"
percentile = 90
unit       = "hours (90th percentile)"
per        = "record"
good       = "low"
sensitivity = "process"
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
