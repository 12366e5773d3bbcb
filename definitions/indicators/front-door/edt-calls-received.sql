/*---
id         = "edt-calls-received"
title      = "Emergency duty team calls (out of hours)"
area       = "front-door"
question   = "How much happens when offices are closed?"
counts     = "contacts handled by the emergency duty team that began in the period"
shape      = "event"
measure    = "count"
unit       = "calls"
per        = "record"
good       = "neutral"
dimensions = ["edt-service", "edt-reason", "edt-outcome", "hour-of-day", "day-of-week", "in-hours"]
evidence   = ["service", "started_at", "reason", "outcome"]
source     = "Local emergency duty agreement"
status     = "live"
since      = "0.1"
---*/
SELECT child_id, emergency_duty_contact_id AS record_id, started_on AS happened_on,
       service, reason, outcome, hour_of_day, day_of_week, in_hours, started_at
FROM emergency_duty_record
