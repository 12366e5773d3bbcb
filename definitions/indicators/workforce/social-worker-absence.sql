/*---
id         = "social-worker-absence"
title      = "Social worker sickness absence"
area       = "workforce"
question   = "How much social work time is lost to sickness?"
counts     = "working days of social workers in post in the 12 months up to the last day, and those lost to sickness"
shape      = "event"
measure    = "ratio"
unit       = "%"
good       = "low"
sensitivity = "process"
window     = "12 months"
dimensions = ["team", "post-role"]
evidence   = ["worker_id", "from_on", "on_day", "available_days", "sick_days"]
benchmark  = "lait:Work_Force_SWAbsence"
source     = "Children's social work workforce, national statistics"
status     = "live"
since      = "0.1"
---*/
SELECT CAST(NULL AS VARCHAR) AS child_id, staff_month_id AS record_id, on_day AS happened_on, sick_days AS numerator, available_days AS denominator,
       worker_id, team_id, role, from_on, on_day, available_days, sick_days
FROM staff_month
