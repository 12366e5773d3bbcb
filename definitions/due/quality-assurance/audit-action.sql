/*---
id          = "audit-action"
title       = "Action of an audit"
area        = "quality-assurance"
soon        = "5 working days"
roles       = ["team-manager", "auditor", "quality-lead"]
after_death = true
source      = "Domain guide, section 7"
---*/
SELECT x.action_id AS record_id, a.child_id, x.raised_on AS started_on, x.due_on, a.team_id
FROM action x
LEFT JOIN case_audit a ON a.case_audit_id = x.source_id
WHERE x.source_kind = 'audit' AND x.due_on IS NOT NULL AND x.completed_on IS NULL
