/*---
id         = "social-worker-leavers"
title      = "Social workers leaving in 12 months"
area       = "workforce"
question   = "How many social workers leave, and why?"
counts     = "full-time social work posts given up by leavers in the 12 months up to the last day"
shape      = "event"
measure    = "sum"
unit       = "FTE"
good       = "low"
sensitivity = "process"
window     = "12 months"
dimensions = ["leaving-reason", "team", "post-grade", "length-of-service"]
evidence   = ["worker_id", "fte", "service_started_on", "leaving_reason"]
benchmark  = "lait:Social_Work_Leavers"
source     = "Children's social work workforce, national statistics"
status     = "live"
since      = "0.1"
---*/
SELECT CAST(NULL AS VARCHAR) AS child_id, post_held_id AS record_id, left_on AS happened_on, fte AS measured,
       worker_id, team_id, grade, fte, service_started_on, service_band, leaving_reason
FROM social_worker_leaver
