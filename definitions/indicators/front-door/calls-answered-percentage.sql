/*---
id         = "calls-answered-percentage"
title      = "Calls answered"
area       = "front-door"
question   = "When people ring us, do we answer?"
counts     = "inbound calls that entered the front door queue in the period"
shape      = "event"
measure    = "percentage"
unit       = "%"
per        = "record"
good       = "high"
sensitivity = "none"
dimensions = ["hour-of-day", "day-of-week", "in-hours"]
evidence   = ["queued_at", "answered_at", "call_outcome"]
source     = "Local standard"
status     = "live"
since      = "0.1"
---*/
SELECT CAST(NULL AS VARCHAR) AS child_id, call_id AS record_id, queued_on AS happened_on,
       answered AS met,
       hour_of_day, day_of_week, in_hours, queued_at, answered_at, call_outcome
FROM front_door_call
