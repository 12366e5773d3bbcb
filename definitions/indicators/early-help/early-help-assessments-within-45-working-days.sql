/*---
id         = "early-help-assessments-within-45-working-days"
title      = "Early help assessments completed within 45 working days"
area       = "early-help"
question   = "Do families wait long for an early help assessment?"
counts     = "early help assessments completed in the period whose request has a date"
shape      = "event"
measure    = "percentage"
unit       = "%"
per        = "record"
good       = "high"
sensitivity = "process"
limit      = "45 working days (local; some allow 30)"
dimensions = ["early-help-assessor", "district", "team"]
evidence   = ["requested_on", "completed_on", "working_days", "organisation"]
source     = "Local threshold document"
status     = "live"
since      = "0.1"
---*/
SELECT child_id, early_help_assessment_id AS record_id, completed_on AS happened_on,
       working_days(requested_on, completed_on) <= 45 AS met,
       working_days(requested_on, completed_on) AS working_days,
       organisation, requested_on, completed_on, worker_id, team_id
FROM early_help_assessment
WHERE requested_on <= completed_on
