/*---
id         = "contacts-decided-within-3-working-days"
title      = "Contacts dealt with within 3 working days"
area       = "front-door"
question   = "Is the next step decided within 3 working days?"
counts     = "contacts received in the period that are decided, or whose 3 working days have passed"
shape      = "event"
measure    = "percentage"
unit       = "%"
per        = "record"
good       = "high"
sensitivity = "process"
limit      = "3 working days"
dimensions = ["contact-rating", "channel", "channel-group", "referral-source", "source-group", "worker", "team", "in-hours"]
evidence   = ["received_at", "decided_at", "limit_on"]
source     = "Local service standard"
status     = "live"
since      = "0.1"
---*/
SELECT child_id, contact_log_id AS record_id, received_on AS happened_on,
       CASE WHEN decided_on IS NOT NULL THEN decided_on <= add_working_days(counts_from_on, 3)
            WHEN add_working_days(counts_from_on, 3) >= data_until() THEN NULL
            ELSE false
       END AS met,
       channel, source, rating, worker_id, team_id, in_hours, received_at, decided_at, add_working_days(counts_from_on, 3) AS limit_on
FROM front_door_contact
