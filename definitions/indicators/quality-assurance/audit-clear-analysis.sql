/*---
id         = "audit-clear-analysis"
title      = "Audit: clear analysis and manager recommendation"
area       = "quality-assurance"
question   = "Is it clear from the file why a decision was taken?"
counts     = "case audits completed in the period that judged analysis and recommendation"
shape      = "event"
measure    = "percentage"
unit       = "%"
good       = "high"
sensitivity = "process"
dimensions = ["audit-programme", "audit-type", "team", "auditor", "sample-method", "audit-subject"]
evidence   = ["subject_id", "worker_analysis_clear", "manager_recommendation_clear"]
source     = "Local audit tool"
status     = "live"
since      = "0.1"
---*/
SELECT child_id, case_audit_id AS record_id, completed_on AS happened_on, worker_analysis_clear AND manager_recommendation_clear AS met,
       programme, audit_type, team_id, auditor_id, sample_method, subject, subject_id, worker_analysis_clear, manager_recommendation_clear
FROM case_audit
WHERE completed_on IS NOT NULL AND (worker_analysis_clear AND manager_recommendation_clear) IS NOT NULL
