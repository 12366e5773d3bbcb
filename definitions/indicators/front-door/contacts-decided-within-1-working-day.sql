/*---
id         = "contacts-decided-within-1-working-day"
title      = "Contacts and referrals with a decision within one working day"
area       = "front-door"
question   = "Do we decide what happens next without delay?"
counts     = "contacts received in the period that are decided, or whose 1 working day has passed"
shape      = "event"
measure    = "percentage"
unit       = "%"
per        = "record"
good       = "high"
sensitivity = "process"
limit      = "1 working day"
dimensions = ["contact-rating", "channel", "channel-group", "referral-source", "source-group", "worker", "team", "in-hours"]
evidence   = ["received_at", "decided_at", "limit_on"]
source     = "Working Together to Safeguard Children, 2023"
status     = "live"
since      = "0.1"
---*/
SELECT child_id, contact_log_id AS record_id, received_on AS happened_on,
       CASE WHEN decided_on IS NOT NULL THEN decided_on <= add_working_days(counts_from_on, 1)
            WHEN add_working_days(counts_from_on, 1) >= data_until() THEN NULL
            ELSE false
       END AS met,
       channel, source, rating, worker_id, team_id, in_hours, received_at, decided_at, add_working_days(counts_from_on, 1) AS limit_on
FROM front_door_contact
