/*---
id         = "calls-answered-within-20-seconds"
title      = "Calls answered within 20 seconds"
area       = "front-door"
question   = "Do we answer promptly?"
counts     = "inbound calls that entered the front door queue in the period"
shape      = "event"
measure    = "percentage"
unit       = "%"
per        = "record"
good       = "high"
sensitivity = "none"
limit      = "20 seconds"
dimensions = ["hour-of-day", "day-of-week", "in-hours"]
evidence   = ["queued_at", "answered_at", "wait_seconds", "call_outcome"]
source     = "Local standard"
status     = "live"
since      = "0.1"
---*/
SELECT CAST(NULL AS VARCHAR) AS child_id, call_id AS record_id, queued_on AS happened_on,
       coalesce(wait_seconds <= 20, false) AS met,
       hour_of_day, day_of_week, in_hours, queued_at, answered_at, wait_seconds, call_outcome
FROM front_door_call
-- An answer whose time is not recorded is neither prompt nor late.
WHERE wait_seconds IS NOT NULL OR NOT answered
