/*---
id         = "staff-leave-impact"
title      = "Social work days on planned leave"
area       = "workforce"
question   = "Does a dip in timeliness come from holidays?"
counts     = "working days of social workers in post in the period, and those on planned leave"
shape      = "event"
measure    = "ratio"
unit       = "%"
good       = "neutral"
sensitivity = "process"
dimensions = ["team", "post-role"]
evidence   = ["worker_id", "from_on", "on_day", "available_days", "leave_days"]
source     = "Local measure"
status     = "live"
since      = "0.1"
---*/
SELECT CAST(NULL AS VARCHAR) AS child_id, staff_month_id AS record_id, on_day AS happened_on, leave_days AS numerator, available_days AS denominator,
       worker_id, team_id, role, from_on, on_day, available_days, leave_days
FROM staff_month
