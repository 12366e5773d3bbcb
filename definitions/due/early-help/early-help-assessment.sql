/*---
id     = "early-help-assessment"
title  = "Early help assessment"
area   = "early-help"
clock  = "early-help-assessment"
soon   = "10 working days"
roles  = ["early-help-coordinator"]
needs  = ["early_help_assessment.requested_on"]
lapses = "12 months"
source = "Local threshold document"
---*/
SELECT early_help_assessment_id AS record_id, child_id, requested_on AS started_on, team_id, worker_id
FROM early_help_assessment
WHERE requested_on IS NOT NULL AND completed_on IS NULL
