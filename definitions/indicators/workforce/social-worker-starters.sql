/*---
id         = "social-worker-starters"
title      = "Social workers starting in 12 months"
area       = "workforce"
question   = "Do enough social workers come to us?"
counts     = "full-time social work posts taken up by new social workers in the 12 months up to the last day"
shape      = "event"
measure    = "sum"
unit       = "FTE"
good       = "high"
sensitivity = "none"
window     = "12 months"
dimensions = ["team", "post-grade", "post-role"]
evidence   = ["worker_id", "fte"]
benchmark  = "lait:Social_Work_Starters"
source     = "Children's social work workforce, national statistics"
status     = "live"
since      = "0.1"
---*/
SELECT CAST(NULL AS VARCHAR) AS child_id, h.post_held_id AS record_id, h.started_on AS happened_on, h.fte AS measured, h.worker_id, h.team_id, h.grade, h.role, h.fte
FROM post_held h
JOIN social_work_service s ON s.worker_id = h.worker_id AND s.started_on = h.started_on
WHERE h.social_work AND NOT h.agency
