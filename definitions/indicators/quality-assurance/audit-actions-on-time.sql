/*---
id         = "audit-actions-on-time"
title      = "Audit actions completed on time"
area       = "quality-assurance"
question   = "Do audits lead to something being done?"
counts     = "actions from case audits due in the period"
shape      = "event"
measure    = "percentage"
unit       = "%"
good       = "high"
sensitivity = "process"
limit      = "the due day of each action"
dimensions = ["action-owner", "action-rag", "audit-type", "team"]
evidence   = ["due_on", "completed_on", "verified_on", "owner"]
source     = "Local audit procedure"
status     = "live"
since      = "0.1"
---*/
SELECT a.child_id, x.action_id AS record_id, x.due_on AS happened_on,
       CASE WHEN x.completed_on <= x.due_on THEN true WHEN x.completed_on IS NULL AND x.due_on >= data_until() THEN NULL ELSE false END AS met,
       x.owner, x.rag, a.audit_type, a.team_id, x.due_on, x.completed_on, x.verified_on
FROM action x
LEFT JOIN case_audit a ON a.case_audit_id = x.source_id
WHERE x.source_kind = 'audit' AND x.due_on IS NOT NULL
