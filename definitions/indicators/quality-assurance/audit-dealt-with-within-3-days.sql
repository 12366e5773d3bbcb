/*---
id         = "audit-dealt-with-within-3-days"
title      = "Audit: dealt with within 3 days"
area       = "quality-assurance"
question   = "When auditors look, were cases dealt with within 3 days at the latest?"
counts     = "case audits completed in the period that judged how fast the case was dealt with"
shape      = "event"
measure    = "percentage"
unit       = "%"
good       = "high"
sensitivity = "process"
limit      = "3 days (local standard)"
dimensions = ["audit-programme", "audit-type", "team", "auditor", "sample-method", "audit-subject"]
evidence   = ["subject_id", "dealt_within_24_hours", "dealt_within_3_days"]
source     = "Local audit tool"
status     = "live"
since      = "0.1"
---*/
SELECT child_id, case_audit_id AS record_id, completed_on AS happened_on, dealt_within_24_hours OR dealt_within_3_days AS met,
       programme, audit_type, team_id, auditor_id, sample_method, subject, subject_id, dealt_within_24_hours, dealt_within_3_days
FROM case_audit
WHERE completed_on IS NOT NULL AND (dealt_within_24_hours OR dealt_within_3_days) IS NOT NULL
