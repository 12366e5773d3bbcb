/*---
id         = "audit-manager-recommendation-clear"
title      = "Audit: clear recommendation by the manager"
area       = "quality-assurance"
question   = "Do managers think aloud on the file?"
counts     = "case audits completed in the period that judged the manager's recommendation"
shape      = "event"
measure    = "percentage"
unit       = "%"
good       = "high"
sensitivity = "process"
dimensions = ["audit-programme", "audit-type", "team", "auditor", "sample-method", "audit-subject"]
evidence   = ["subject_id", "manager_recommendation_clear"]
source     = "Local audit tool"
status     = "live"
since      = "0.1"
---*/
SELECT child_id, case_audit_id AS record_id, completed_on AS happened_on, manager_recommendation_clear AS met,
       programme, audit_type, team_id, auditor_id, sample_method, subject, subject_id, manager_recommendation_clear
FROM case_audit
WHERE completed_on IS NOT NULL AND (manager_recommendation_clear) IS NOT NULL
