/*---
id         = "agency-workers"
title      = "Agency social workers"
area       = "workforce"
question   = "How many agency social workers are there, and why?"
counts     = "full-time agency social workers at the end of the last day"
shape      = "spell"
measure    = "sum"
unit       = "FTE"
good       = "low"
sensitivity = "none"
dimensions = ["agency-cover", "team", "post-role"]
evidence   = ["worker_id", "post_id", "fte", "covers"]
source     = "Children's social work workforce, national statistics"
status     = "live"
since      = "0.1"
---*/
SELECT CAST(NULL AS VARCHAR) AS child_id, post_held_id AS record_id, started_on, nullif(until_on, DATE '9999-12-31') AS ended_on, fte AS measured,
       worker_id, post_id, team_id, role, fte, covers
FROM post_held
WHERE social_work AND agency
