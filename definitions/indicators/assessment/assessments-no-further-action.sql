/*---
id         = "assessments-no-further-action"
title      = "Assessments with no need for social care services"
area       = "assessment"
question   = "How many families were assessed and found not to need social care?"
counts     = "assessments authorised in the period"
shape      = "event"
measure    = "percentage"
unit       = "%"
per        = "record"
good       = "neutral"
dimensions = ["district", "age-band", "sex", "ethnicity", "ethnicity-group", "disability", "team", "worker"]
evidence   = ["started_on", "authorised_on", "no_further_action"]
source     = "Children in need census; Ofsted Annex A list 4"
status     = "live"
since      = "0.1"
---*/
SELECT child_id, assessment_id AS record_id, authorised_on AS happened_on,
       coalesce(no_further_action, outcome_nfa, false) AS met,
       team_id, worker_id, started_on, authorised_on, no_further_action
FROM assessment
WHERE authorised_on IS NOT NULL
