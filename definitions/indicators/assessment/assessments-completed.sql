/*---
id         = "assessments-completed"
title      = "Assessments completed"
area       = "assessment"
question   = "How many families now know the result of an assessment?"
counts     = "assessments authorised by a manager in the period"
shape      = "event"
measure    = "count"
unit       = "assessments"
per        = "record"
good       = "neutral"
dimensions = ["district", "age-band", "sex", "ethnicity", "ethnicity-group", "disability", "team", "worker"]
evidence   = ["started_on", "authorised_on", "working_days"]
source     = "Children in need census; Ofsted Annex A list 4"
status     = "live"
since      = "0.1"
---*/
SELECT child_id, assessment_id AS record_id, authorised_on AS happened_on,
       team_id, worker_id, started_on, authorised_on, working_days(started_on, authorised_on) AS working_days
FROM assessment
WHERE authorised_on IS NOT NULL
