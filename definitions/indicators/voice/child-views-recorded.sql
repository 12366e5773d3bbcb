/*---
id         = "child-views-recorded"
title      = "Assessments and plans recording the child's views"
area       = "voice"
question   = "Is what children say written down when we decide about them?"
counts     = "looked-after reviews held in the period, and assessments authorised in it, of children aged 4 and over"
shape      = "event"
measure    = "percentage"
unit       = "%"
good       = "high"
sensitivity = "process"
dimensions = ["age-band", "views-method", "team"]
evidence   = ["record_kind", "age", "participation"]
source     = "Children Act 1989 sections 17(4A), 22(4) and 47(5A); Working Together to Safeguard Children, 2023"
status     = "live"
since      = "0.1"
---*/
WITH asked AS (
  SELECT child_id, count(*) AS answers FROM voice_of_child GROUP BY child_id
),
used AS (
  SELECT count(*) AS answers FROM voice_of_child
),
record AS (
  SELECT a.child_id, 'assessment ' || a.assessment_id AS record_id, 'assessment' AS record_kind, a.authorised_on AS happened_on,
         v.child_id IS NOT NULL AS met, CASE WHEN v.child_id IS NOT NULL THEN 'assessment' END AS views_method,
         CAST(NULL AS VARCHAR) AS participation, a.team_id, a.worker_id
  FROM assessment a
  CROSS JOIN used u
  LEFT JOIN asked v ON v.child_id = a.child_id
  WHERE a.authorised_on IS NOT NULL AND u.answers > 0
  UNION ALL
  SELECT r.child_id, 'review ' || r.care_review_id AS record_id, 'review' AS record_kind, r.held_on AS happened_on,
         r.participation IN ('PN1', 'PN2', 'PN3', 'PN5', 'PN6') AS met, r.participation AS views_method,
         r.participation, CAST(NULL AS VARCHAR) AS team_id, CAST(NULL AS VARCHAR) AS worker_id
  FROM care_review_held r
  WHERE r.participation IN ('PN1', 'PN2', 'PN3', 'PN4', 'PN5', 'PN6', 'PN7')
)
SELECT r.child_id, r.record_id, r.happened_on, r.met, r.record_kind, age_on(c.born_on, r.happened_on) AS age, r.participation,
       r.views_method, r.team_id, r.worker_id
FROM record r
JOIN child c ON c.child_id = r.child_id
WHERE age_on(c.born_on, r.happened_on) >= 4
