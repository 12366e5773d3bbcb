/*---
id         = "audits-graded-good-or-better"
title      = "Audits graded good or better"
area       = "quality-assurance"
question   = "Is the work with children good?"
counts     = "case audits completed in the period that gave a grade"
shape      = "event"
measure    = "percentage"
unit       = "%"
good       = "high"
sensitivity = "process"
dimensions = ["audit-programme", "audit-type", "team", "auditor", "sample-method", "audit-subject"]
evidence   = ["subject_id", "grade", "moderated_grade"]
source     = "Local audit tool"
status     = "live"
since      = "0.1"
---*/
WITH kind AS (
  SELECT code, max(group_name) AS standing FROM code_audit_grade GROUP BY code
)
SELECT a.child_id, a.case_audit_id AS record_id, a.completed_on AS happened_on, k.standing = 'Good or better' AS met,
       a.programme, a.audit_type, a.team_id, a.auditor_id, a.sample_method, a.subject, a.subject_id, a.grade, a.moderated_grade
FROM case_audit a
JOIN kind k ON k.code = coalesce(a.moderated_grade, a.grade)
WHERE a.completed_on IS NOT NULL
