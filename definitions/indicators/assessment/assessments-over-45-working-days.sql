/*---
id         = "assessments-over-45-working-days"
title      = "Assessments that took more than 45 working days"
area       = "assessment"
question   = "How many families waited longer than they should for the result of an assessment?"
counts     = "assessments authorised in the period"
shape      = "event"
measure    = "percentage"
unit       = "%"
per        = "record"
good       = "low"
sensitivity = "process"
limit      = "45 working days"
dimensions = ["district", "age-band", "sex", "ethnicity", "ethnicity-group", "disability", "team", "worker"]
evidence   = ["started_on", "authorised_on", "working_days"]
source     = "Working Together to Safeguard Children, 2023"
status     = "live"
since      = "0.1"
---*/
SELECT child_id, assessment_id AS record_id, authorised_on AS happened_on,
       authorised_on > add_working_days(started_on, 45) AS met,
       team_id, worker_id,
       started_on, authorised_on, working_days(started_on, authorised_on) AS working_days
FROM assessment
WHERE authorised_on IS NOT NULL AND started_on IS NOT NULL
