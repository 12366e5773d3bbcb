/*---
id         = "iros-over-recommended-caseload"
title      = "IROs above the recommended caseload"
area       = "reviews-and-iro"
question   = "How many reviewing officers have more children than one person can follow?"
counts     = "independent reviewing officers with a looked after child at the end of the last day"
shape      = "spell"
measure    = "percentage"
unit       = "%"
per        = "record"
good       = "low"
sensitivity = "process"
limit      = "70 children for each full-time post"
dimensions = ["reviewing-officer"]
evidence   = ["children", "full_time_equivalent", "children_per_post"]
source     = "IRO Handbook, 2010"
status     = "live"
since      = "0.1"
---*/
SELECT CAST(NULL AS VARCHAR) AS child_id, load_id AS record_id, started_on, ended_on, children_per_post > 70 AS met,
       worker_id AS iro_id, children, full_time_equivalent, children_per_post
FROM iro_load
