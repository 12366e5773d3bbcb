/*---
id         = "audits-changed-at-moderation"
title      = "Audits changed at moderation"
area       = "quality-assurance"
question   = "Do auditors grade alike?"
counts     = "case audits graded a second time in the period"
shape      = "event"
measure    = "percentage"
unit       = "%"
good       = "low"
sensitivity = "process"
dimensions = ["moderation-change", "audit-type", "auditor", "audit-programme"]
evidence   = ["grade", "moderated_grade", "moderator_id"]
source     = "Local audit procedure"
status     = "live"
since      = "0.1"
---*/
SELECT child_id, case_audit_id AS record_id, moderated_on AS happened_on, moderated_grade <> grade AS met,
       CASE WHEN moderated_grade < grade THEN 'Lower' WHEN moderated_grade > grade THEN 'Higher' ELSE 'Same' END AS moderation,
       audit_type, auditor_id, programme, grade, moderated_grade, moderator_id
FROM case_audit
WHERE moderated_on IS NOT NULL AND grade IS NOT NULL AND moderated_grade IS NOT NULL
