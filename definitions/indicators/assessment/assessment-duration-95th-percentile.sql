/*---
id         = "assessment-duration-95th-percentile"
title      = "Assessment duration, 95th percentile"
area       = "assessment"
question   = "How long do the families wait who wait longest for their assessment?"
counts     = "assessments authorised in the period"
shape      = "event"
measure    = "percentile"
percentile = 95
unit       = "working days"
per        = "record"
good       = "low"
sensitivity = "process"
limit      = "45 working days"
dimensions = ["district", "age-band", "team"]
evidence   = ["started_on", "authorised_on", "working_days"]
source     = "Working Together to Safeguard Children, 2023"
status     = "live"
since      = "0.1"
---*/
SELECT child_id, assessment_id AS record_id, authorised_on AS happened_on, working_days(started_on, authorised_on) AS measured,
       team_id, worker_id, started_on, authorised_on, working_days(started_on, authorised_on) AS working_days
FROM assessment
WHERE started_on <= authorised_on
