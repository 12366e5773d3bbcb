/*---
id         = "social-workers-in-post"
title      = "Social workers in post"
area       = "workforce"
question   = "How many social workers of our own do we have?"
counts     = "full-time social work posts held by workers of the authority at the end of the last day"
shape      = "spell"
measure    = "sum"
unit       = "FTE"
good       = "neutral"
sensitivity = "none"
dimensions = ["team", "post-grade", "post-role", "staff-group"]
evidence   = ["worker_id", "post_id", "fte"]
benchmark  = "lait:Work_Force_NoSW"
source     = "Children's social work workforce, national statistics"
status     = "live"
since      = "0.1"
---*/
SELECT CAST(NULL AS VARCHAR) AS child_id, post_held_id AS record_id, started_on, nullif(until_on, DATE '9999-12-31') AS ended_on, fte AS measured,
       worker_id, post_id, team_id, grade, role, fte
FROM post_held
WHERE social_work AND NOT agency
