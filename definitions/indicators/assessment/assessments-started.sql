/*---
id         = "assessments-started"
title      = "Assessments started"
area       = "assessment"
question   = "How much new assessment work comes in?"
counts     = "assessments with a start date in the period"
shape      = "event"
measure    = "count"
unit       = "assessments"
per        = "record"
good       = "neutral"
dimensions = ["district", "age-band", "sex", "ethnicity", "ethnicity-group", "disability", "team", "worker"]
evidence   = ["started_on", "authorised_on"]
source     = "Children Act 1989, section 17; Working Together to Safeguard Children, 2023"
status     = "live"
since      = "0.1"
---*/
SELECT child_id, assessment_id AS record_id, started_on AS happened_on,
       team_id, worker_id, started_on, authorised_on
FROM assessment
WHERE started_on IS NOT NULL
