/*---
id       = "cla-review-second"
title    = "Second looked-after review"
area     = "reviews-and-iro"
clock    = "cla-review-2"
soon     = "10 working days"
roles    = ["reviewing-officer", "reviewing-manager", "social-worker", "team-manager"]
optional = ["involvement"]
source   = "Care Planning, Placement and Case Review (England) Regulations 2010, regulation 33"
---*/
WITH progress AS (
  SELECT care_period_id, child_id, count(*) AS reviews_held, max(held_on) AS held_on
  FROM care_review_held
  WHERE care_period_id IS NOT NULL
  GROUP BY care_period_id, child_id
),
waiting AS (
  SELECT d.care_period_id, d.child_id, min(d.due_on) AS due_on, max(d.entered_on) AS entered_on, max(d.counted_until_on) AS until_on,
         max(coalesce(p.reviews_held, 0)) AS reviews_held, max(p.held_on) AS held_on
  FROM care_review_due d
  LEFT JOIN progress p ON p.care_period_id = d.care_period_id AND p.child_id = d.child_id
  WHERE d.held_on IS NULL AND d.due_on > coalesce(p.held_on, DATE '0001-01-01')
  GROUP BY d.care_period_id, d.child_id
)
SELECT w.care_period_id AS record_id, w.child_id, w.held_on AS started_on, w.due_on, w.until_on, i.worker_id
FROM waiting w
LEFT JOIN iro_involvement i
  ON i.child_id = w.child_id AND i.started_on <= data_until() AND coalesce(i.ended_on, DATE '9999-12-31') > data_until()
WHERE reviews_held = 1
