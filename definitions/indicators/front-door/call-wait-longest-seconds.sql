/*---
id         = "call-wait-longest-seconds"
title      = "Longest wait of an answered call"
area       = "front-door"
question   = "How long did the unluckiest caller wait?"
counts     = "calls answered in the period"
shape      = "event"
measure    = "percentile"
percentile = 100
unit       = "seconds (longest)"
per        = "record"
good       = "low"
sensitivity = "none"
dimensions = ["hour-of-day", "day-of-week", "in-hours"]
evidence   = ["queued_at", "answered_at", "wait_seconds"]
source     = "Local standard"
status     = "live"
since      = "0.1"
---*/
SELECT CAST(NULL AS VARCHAR) AS child_id, call_id AS record_id, answered_on AS happened_on,
       CAST(wait_seconds AS DOUBLE) AS measured,
       hour_of_day, day_of_week, in_hours, queued_at, answered_at, wait_seconds
FROM front_door_call
WHERE wait_seconds IS NOT NULL
