/*---
id         = "edt-contacts-by-reason"
title      = "Emergency duty contacts about children, by reason"
area       = "front-door"
question   = "Why is the emergency duty team called?"
counts     = "emergency duty contacts about children that began in the period"
shape      = "event"
measure    = "percentage"
unit       = "%"
per        = "record"
good       = "neutral"
share_of   = "edt-reason"
dimensions = ["edt-reason", "edt-outcome", "hour-of-day", "day-of-week", "in-hours"]
evidence   = ["started_at", "reason", "outcome"]
source     = "Local emergency duty agreement"
status     = "live"
since      = "0.1"
---*/
SELECT child_id, emergency_duty_contact_id AS record_id, started_on AS happened_on,
       reason, outcome, hour_of_day, day_of_week, in_hours, started_at
FROM emergency_duty_record
WHERE service = 'children'
