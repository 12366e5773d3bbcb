/*---
id         = "audit-agency-took-part"
title      = "Audit: each agency contacted and taking part"
area       = "quality-assurance"
question   = "Which agencies are left out of decisions?"
counts     = "agencies that mattered to cases whose audit was completed in the period"
shape      = "event"
measure    = "percentage"
unit       = "%"
good       = "high"
sensitivity = "process"
dimensions = ["partner-agency", "audit-programme", "audit-type", "team", "auditor", "sample-method", "audit-subject"]
evidence   = ["subject_id", "partner_agency", "contacted", "took_part"]
source     = "Local audit tool"
status     = "live"
since      = "0.1"
---*/
SELECT a.child_id, a.case_audit_id || '/' || g.partner_agency AS record_id, a.completed_on AS happened_on, g.contacted AND g.took_part AS met,
       g.partner_agency, a.programme, a.audit_type, a.team_id, a.auditor_id, a.sample_method, a.subject, a.subject_id, g.contacted, g.took_part
FROM case_audit_agency g
JOIN case_audit a ON a.case_audit_id = g.case_audit_id
WHERE a.completed_on IS NOT NULL AND (g.contacted AND g.took_part) IS NOT NULL
