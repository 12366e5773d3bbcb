/*---
id         = "calls-abandoned-percentage"
title      = "Calls abandoned before an answer"
area       = "front-door"
question   = "How many callers give up?"
counts     = "inbound calls that entered the front door queue in the period"
shape      = "event"
measure    = "percentage"
unit       = "%"
per        = "record"
good       = "low"
sensitivity = "none"
limit      = "over 5 seconds"
dimensions = ["hour-of-day", "day-of-week", "in-hours"]
evidence   = ["queued_at", "ended_at", "rang_seconds", "call_outcome"]
source     = "Local standard"
status     = "live"
since      = "0.1"
---*/
SELECT CAST(NULL AS VARCHAR) AS child_id, call_id AS record_id, queued_on AS happened_on,
       coalesce(call_outcome = 'Abandoned', false) AS met,
       hour_of_day, day_of_week, in_hours, queued_at, ended_at, rang_seconds, call_outcome
FROM front_door_call
