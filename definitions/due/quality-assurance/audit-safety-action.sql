/*---
id     = "audit-safety-action"
title  = "Safety action after an audit"
area   = "quality-assurance"
clock  = "audit-action"
soon   = "1 day"
roles  = ["team-manager", "quality-lead", "head-of-service"]
source = "Domain guide, section 7 (local standard)"
---*/
WITH begun AS (
  SELECT source_id FROM action WHERE source_kind = 'audit' AND source_id IS NOT NULL AND started_on IS NOT NULL GROUP BY source_id
)
SELECT a.case_audit_id AS record_id, a.child_id, coalesce(a.concern_found_on, a.completed_on) AS started_on, a.team_id
FROM case_audit a
LEFT JOIN begun b ON b.source_id = a.case_audit_id
WHERE a.safety_concern AND coalesce(a.concern_found_on, a.completed_on) IS NOT NULL AND b.source_id IS NULL
