/*---
id       = "family_service"
title    = "Families in a service beside a plan"
about    = "Services beside a plan, each with the key of its family: the family recorded with it, or that of the child in the family table, or else the child alone."
optional = ["family_member"]
by       = "child_id"
---*/
WITH family_of AS (
  SELECT child_id, min(family_id) AS family_id FROM family_member GROUP BY child_id
)
SELECT s.service_involvement_id, coalesce(s.family_id, f.family_id, 'child ' || s.child_id) AS family_key, s.child_id,
       s.service, s.team_id, s.worker_id, s.started_on, s.ended_on, s.outcome
FROM service_involvement s
LEFT JOIN family_of f ON f.child_id = s.child_id
WHERE s.started_on IS NOT NULL
