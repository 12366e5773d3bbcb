/*---
id         = "calls-received"
title      = "Phone calls received at the front door"
area       = "front-door"
question   = "How many people ring us?"
counts     = "inbound calls that entered the front door queue in the period, answered or not"
shape      = "event"
measure    = "count"
unit       = "calls"
per        = "record"
good       = "neutral"
sensitivity = "none"
dimensions = ["call-outcome", "hour-of-day", "day-of-week", "in-hours"]
evidence   = ["queued_at", "answered_at", "call_outcome"]
source     = "Local performance reports of single front doors"
status     = "live"
since      = "0.1"
---*/
SELECT CAST(NULL AS VARCHAR) AS child_id, call_id AS record_id, queued_on AS happened_on,
       call_outcome, hour_of_day, day_of_week, in_hours, queued_at, answered_at
FROM front_door_call
