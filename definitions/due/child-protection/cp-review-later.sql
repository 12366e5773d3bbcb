/*---
id       = "cp-review-later"
title    = "Review conference"
area     = "child-protection"
clock    = "cp-review-later"
soon     = "15 working days"
roles    = ["reviewing-officer", "reviewing-manager", "social-worker", "team-manager"]
optional = ["involvement"]
source   = "Working Together to Safeguard Children 2023, chapter 3"
---*/
WITH last_held AS (
  SELECT cp_plan_id, max(held_on) AS held_on FROM cp_review WHERE held_on IS NOT NULL GROUP BY cp_plan_id
),
waiting AS (
  SELECT d.cp_plan_id, d.child_id, min(d.due_on) AS due_on, max(l.held_on) AS held_on, max(d.plan_ended_on) AS plan_ended_on
  FROM cp_review_due d
  LEFT JOIN last_held l ON l.cp_plan_id = d.cp_plan_id
  WHERE d.held_on IS NULL AND d.due_on > coalesce(l.held_on, DATE '0001-01-01')
  GROUP BY d.cp_plan_id, d.child_id
)
SELECT w.cp_plan_id AS record_id, w.child_id, w.held_on AS started_on, w.due_on, w.plan_ended_on AS until_on,
       c.worker_id
FROM waiting w
JOIN cp_plan_counted p ON p.cp_plan_id = w.cp_plan_id
LEFT JOIN conference_chair c
  ON c.child_id = w.child_id AND c.started_on <= data_until() AND coalesce(c.ended_on, DATE '9999-12-31') > data_until()
WHERE w.held_on IS NOT NULL
