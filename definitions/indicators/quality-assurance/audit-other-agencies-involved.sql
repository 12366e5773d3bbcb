/*---
id         = "audit-other-agencies-involved"
title      = "Audit: other agencies contacted and involved"
area       = "quality-assurance"
question   = "When auditors look, did those who know the child take part in the decision?"
counts     = "case audits completed in the period that judged the part of other agencies"
shape      = "event"
measure    = "percentage"
unit       = "%"
good       = "high"
sensitivity = "process"
dimensions = ["audit-programme", "audit-type", "team", "auditor", "sample-method", "audit-subject"]
evidence   = ["subject_id", "agencies_involved"]
source     = "Local audit tool"
status     = "live"
since      = "0.1"
---*/
SELECT child_id, case_audit_id AS record_id, completed_on AS happened_on, agencies_involved AS met,
       programme, audit_type, team_id, auditor_id, sample_method, subject, subject_id, agencies_involved
FROM case_audit
WHERE completed_on IS NOT NULL AND (agencies_involved) IS NOT NULL
