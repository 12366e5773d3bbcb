/*---
id         = "contacts-decided-within-24-hours"
title      = "Contacts dealt with within 24 hours"
area       = "front-door"
question   = "Does a worried caller get a decision by this time tomorrow?"
counts     = "contacts received in the period that are decided, or whose 24 hours have passed"
shape      = "event"
measure    = "percentage"
unit       = "%"
per        = "record"
good       = "high"
sensitivity = "process"
limit      = "24 hours"
dimensions = ["contact-rating", "channel", "channel-group", "referral-source", "source-group", "worker", "team", "in-hours"]
evidence   = ["received_at", "decided_at", "hours_to_decision"]
source     = "Local service standard"
status     = "live"
since      = "0.1"
---*/
SELECT child_id, contact_log_id AS record_id, received_on AS happened_on,
       CASE WHEN decided_on IS NOT NULL THEN coalesce(hours_to_decision <= 24, true)
            WHEN local_day(add_hours(received_at, 24)) >= data_until() THEN NULL
            ELSE false
       END AS met,
       channel, source, rating, worker_id, team_id, in_hours, received_at, decided_at, hours_to_decision
FROM front_door_contact
