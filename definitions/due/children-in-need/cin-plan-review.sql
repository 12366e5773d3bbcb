/*---
id     = "cin-plan-review"
title  = "Review of a child in need plan"
area   = "children-in-need"
clock  = "cin-plan-review"
soon   = "10 working days"
roles  = ["social-worker", "team-manager"]
source = "Local procedures"
---*/
WITH last_review AS (
  SELECT p.cin_plan_id, max(r.held_on) AS held_on
  FROM cin_plan p
  JOIN cin_plan_review r ON r.cin_plan_id = p.cin_plan_id AND r.held_on >= p.started_on
  GROUP BY p.cin_plan_id
)
SELECT p.cin_plan_id AS record_id, p.child_id, coalesce(l.held_on, p.started_on) AS started_on, p.ended_on AS until_on
FROM cin_plan p
LEFT JOIN last_review l ON l.cin_plan_id = p.cin_plan_id
WHERE p.started_on IS NOT NULL
