/*---
id         = "agency-workers-covering-vacancies"
title      = "Agency social workers covering vacancies"
area       = "workforce"
question   = "Are agency workers there because posts are empty?"
counts     = "full-time agency social workers at the end of the last day, and those of them who cover a vacancy"
shape      = "spell"
measure    = "ratio"
unit       = "%"
good       = "neutral"
sensitivity = "none"
dimensions = ["team", "post-role"]
evidence   = ["worker_id", "post_id", "fte", "covers"]
benchmark  = "lait:Work_Force_AgencyCover"
source     = "Children's social work workforce, national statistics"
status     = "live"
since      = "0.1"
---*/
SELECT CAST(NULL AS VARCHAR) AS child_id, post_held_id AS record_id, started_on, nullif(until_on, DATE '9999-12-31') AS ended_on,
       CASE WHEN covers = 'vacancy' THEN fte ELSE 0 END AS numerator, fte AS denominator, worker_id, post_id, team_id, role, fte, covers
FROM post_held
WHERE social_work AND agency AND covers IS NOT NULL
