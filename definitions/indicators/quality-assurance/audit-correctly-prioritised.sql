/*---
id         = "audit-correctly-prioritised"
title      = "Audit: correctly assessed and prioritised"
area       = "quality-assurance"
question   = "When auditors look, was the case given the right urgency?"
counts     = "case audits completed in the period that judged the priority"
shape      = "event"
measure    = "percentage"
unit       = "%"
good       = "high"
sensitivity = "process"
dimensions = ["audit-programme", "audit-type", "team", "auditor", "sample-method", "audit-subject"]
evidence   = ["subject_id", "correctly_prioritised"]
source     = "Local audit tool"
status     = "live"
since      = "0.1"
---*/
SELECT child_id, case_audit_id AS record_id, completed_on AS happened_on, correctly_prioritised AS met,
       programme, audit_type, team_id, auditor_id, sample_method, subject, subject_id, correctly_prioritised
FROM case_audit
WHERE completed_on IS NOT NULL AND (correctly_prioritised) IS NOT NULL
