/*---
id         = "audit-worker-analysis-clear"
title      = "Audit: clear analysis by the worker"
area       = "quality-assurance"
question   = "Is it clear from the file what the worker thinks and why?"
counts     = "case audits completed in the period that judged the worker's analysis"
shape      = "event"
measure    = "percentage"
unit       = "%"
good       = "high"
sensitivity = "process"
dimensions = ["audit-programme", "audit-type", "team", "auditor", "sample-method", "audit-subject"]
evidence   = ["subject_id", "worker_analysis_clear"]
source     = "Local audit tool"
status     = "live"
since      = "0.1"
---*/
SELECT child_id, case_audit_id AS record_id, completed_on AS happened_on, worker_analysis_clear AS met,
       programme, audit_type, team_id, auditor_id, sample_method, subject, subject_id, worker_analysis_clear
FROM case_audit
WHERE completed_on IS NOT NULL AND (worker_analysis_clear) IS NOT NULL
