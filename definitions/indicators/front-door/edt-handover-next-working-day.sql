/*---
id         = "edt-handover-next-working-day"
title      = "Emergency duty contacts handed over by 10:00 on the next working day"
area       = "front-door"
question   = "Does the day service know in the morning what happened in the night?"
counts     = "emergency duty contacts that need following up and began in the period"
shape      = "event"
measure    = "percentage"
unit       = "%"
per        = "record"
good       = "high"
sensitivity = "process"
limit      = "10:00 on the next working day"
dimensions = ["edt-service", "edt-reason", "team"]
evidence   = ["service", "started_at", "over_at", "handed_over_at", "handover_due_on"]
source     = "Local standard"
status     = "live"
since      = "0.1"
---*/
SELECT child_id, emergency_duty_contact_id AS record_id, started_on AS happened_on,
       CASE WHEN handed_over_at IS NOT NULL
              THEN local_day(handed_over_at) < handover_due_on OR (local_day(handed_over_at) = handover_due_on AND local_minute(handed_over_at) <= 600)
            WHEN handover_due_on >= data_until() THEN NULL
            ELSE false
       END AS met,
       service, reason, team_id, started_at, over_at, handed_over_at, handover_due_on
FROM emergency_duty_record
WHERE coalesce(needs_follow_up, false)
