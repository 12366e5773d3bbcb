/*---
id         = "early-help-assessments-completed"
title      = "Early help assessments completed"
area       = "early-help"
question   = "How many families have had their needs looked at early?"
counts     = "early help assessments of children completed in the period"
shape      = "event"
measure    = "count"
unit       = "assessments"
per        = "record"
good       = "neutral"
dimensions = ["early-help-assessor", "district", "team"]
evidence   = ["requested_on", "completed_on", "organisation"]
source     = "Ofsted Annex A list 2; ADCS Safeguarding Pressures; early help benchmarking"
status     = "live"
since      = "0.1"
---*/
SELECT child_id, early_help_assessment_id AS record_id, completed_on AS happened_on,
       organisation, requested_on, completed_on, worker_id, team_id
FROM early_help_assessment
WHERE completed_on IS NOT NULL
