/*---
id         = "audit-signs-of-safety-used"
title      = "Audit: Signs of Safety used, with risk and protective factors"
area       = "quality-assurance"
question   = "Is the practice model really used with families?"
counts     = "case audits completed in the period that judged the use of the practice model"
shape      = "event"
measure    = "percentage"
unit       = "%"
good       = "high"
sensitivity = "process"
dimensions = ["audit-programme", "audit-type", "team", "auditor", "sample-method", "audit-subject"]
evidence   = ["subject_id", "signs_of_safety_used", "risk_factors", "protective_factors"]
source     = "Local audit tool"
status     = "live"
since      = "0.1"
---*/
SELECT child_id, case_audit_id AS record_id, completed_on AS happened_on, signs_of_safety_used AND risk_factors AND protective_factors AS met,
       programme, audit_type, team_id, auditor_id, sample_method, subject, subject_id, signs_of_safety_used, risk_factors, protective_factors
FROM case_audit
WHERE completed_on IS NOT NULL AND (signs_of_safety_used AND risk_factors AND protective_factors) IS NOT NULL
