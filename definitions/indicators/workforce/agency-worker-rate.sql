/*---
id         = "agency-worker-rate"
title      = "Agency social worker rate"
area       = "workforce"
question   = "How much do we rely on agency social workers?"
counts     = "full-time agency social workers at the end of the last day, of those and the social workers in post"
shape      = "spell"
measure    = "ratio"
unit       = "%"
good       = "low"
sensitivity = "none"
dimensions = ["team", "post-grade", "post-role"]
evidence   = ["worker_id", "post_id", "fte", "basis", "covers"]
benchmark  = "lait:Work_Force_Agecy_Rate"
source     = "Children's social work workforce, national statistics"
status     = "live"
since      = "0.1"
---*/
SELECT CAST(NULL AS VARCHAR) AS child_id, post_held_id AS record_id, started_on, nullif(until_on, DATE '9999-12-31') AS ended_on,
       CASE WHEN agency THEN fte ELSE 0 END AS numerator, fte AS denominator,
       worker_id, post_id, team_id, grade, role, fte, CASE WHEN agency THEN 'agency' ELSE 'employed' END AS basis, covers
FROM post_held
WHERE social_work
