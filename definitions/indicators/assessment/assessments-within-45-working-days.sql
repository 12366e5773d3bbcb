/*---
id         = "assessments-within-45-working-days"
title      = "Assessments completed within 45 working days"
area       = "assessment"
question   = "Are families waiting too long to learn what help they will get?"
counts     = "assessments authorised in the period"
shape      = "event"
measure    = "percentage"
unit       = "%"
per        = "record"
good       = "high"
sensitivity = "process"
limit      = "45 working days"
dimensions = ["district", "age-band", "sex", "ethnicity", "ethnicity-group", "disability", "team", "worker", "primary-need"]
evidence   = ["started_on", "authorised_on", "working_days"]
benchmark  = "lait:Continue_Assess_Comp"
source     = "Working Together to Safeguard Children, 2023"
status     = "live"
since      = "0.1"
---*/
SELECT a.child_id, a.assessment_id AS record_id, a.authorised_on AS happened_on,
       a.authorised_on <= add_working_days(a.started_on, 45) AS met,
       a.team_id, a.worker_id, r.primary_need,
       a.started_on, a.authorised_on, working_days(a.started_on, a.authorised_on) AS working_days
FROM assessment a
LEFT JOIN referral r ON r.referral_id = a.referral_id
WHERE a.authorised_on IS NOT NULL AND a.started_on IS NOT NULL
