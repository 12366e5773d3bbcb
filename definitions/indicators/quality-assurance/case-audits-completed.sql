/*---
id         = "case-audits-completed"
title      = "Case audits completed"
area       = "quality-assurance"
question   = "Do we look at enough of our own work?"
counts     = "case audits completed in the period"
shape      = "event"
measure    = "count"
unit       = "audits"
good       = "neutral"
sensitivity = "process"
dimensions = ["audit-type", "audit-programme", "audit-grade", "team", "auditor", "sample-method", "audit-subject"]
evidence   = ["programme", "subject_id", "sample_brief", "frame_size", "grade"]
source     = "Local audit programme"
status     = "live"
since      = "0.1"
---*/
SELECT child_id, case_audit_id AS record_id, completed_on AS happened_on, audit_type, programme, team_id, auditor_id, sample_method, subject, subject_id,
       sample_brief, frame_size, coalesce(moderated_grade, grade) AS grade
FROM case_audit
WHERE completed_on IS NOT NULL
