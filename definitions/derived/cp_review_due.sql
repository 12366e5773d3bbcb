/*---
id    = "cp_review_due"
title = "Child protection reviews that fell due"
about = "One row per review due while the plan was open, from the records of reviews, and one more where the next review ought to be recorded and is not. The due date is the recorded one; where it is blank it is 6 months after the review held before, or 3 months after the initial conference for the first review. settled_on is the day the review was held or, if this record was never marked as held, the day of the next review of the plan held after it was due."
by    = "child_id"
links = ["cp_plan_id"]
---*/
WITH review AS (
  SELECT r.cp_review_id, r.cp_plan_id, r.due_on, r.held_on
  FROM cp_review r
  JOIN cp_plan_counted p ON p.cp_plan_id = r.cp_plan_id
  WHERE r.due_on IS NOT NULL OR r.held_on IS NOT NULL
),
held_before AS (
  SELECT r.cp_review_id, max(b.held_on) AS held_on
  FROM review r
  JOIN review b ON b.cp_plan_id = r.cp_plan_id AND b.held_on < r.held_on
  GROUP BY r.cp_review_id
),
last_held AS (
  SELECT cp_plan_id, max(held_on) AS held_on
  FROM review
  GROUP BY cp_plan_id
),
awaited AS (
  SELECT DISTINCT r.cp_plan_id
  FROM review r
  JOIN last_held l ON l.cp_plan_id = r.cp_plan_id
  WHERE r.held_on IS NULL AND r.due_on > coalesce(l.held_on, DATE '1900-01-01')
),
held_after AS (
  SELECT r.cp_review_id, min(n.held_on) AS held_on
  FROM review r
  JOIN review n ON n.cp_plan_id = r.cp_plan_id AND n.held_on > r.due_on
  WHERE r.held_on IS NULL
  GROUP BY r.cp_review_id
),
due AS (
  SELECT r.cp_review_id AS cp_review_due_id, r.cp_review_id, p.cp_plan_id,
         coalesce(r.due_on, add_months(b.held_on, 6), add_months(p.conference_on, 3)) AS due_on,
         r.held_on, coalesce(r.held_on, n.held_on) AS settled_on
  FROM review r
  JOIN cp_plan_counted p ON p.cp_plan_id = r.cp_plan_id
  LEFT JOIN held_after n ON n.cp_review_id = r.cp_review_id
  LEFT JOIN held_before b ON b.cp_review_id = r.cp_review_id
  UNION ALL
  SELECT p.cp_plan_id || '/next-review' AS cp_review_due_id, CAST(NULL AS VARCHAR) AS cp_review_id, p.cp_plan_id,
         coalesce(add_months(l.held_on, 6), add_months(p.conference_on, 3)) AS due_on,
         CAST(NULL AS DATE) AS held_on, CAST(NULL AS DATE) AS settled_on
  FROM cp_plan_counted p
  LEFT JOIN last_held l ON l.cp_plan_id = p.cp_plan_id
  LEFT JOIN awaited a ON a.cp_plan_id = p.cp_plan_id
  WHERE a.cp_plan_id IS NULL
)
SELECT d.cp_review_due_id, d.cp_review_id, d.cp_plan_id, p.child_id, d.due_on, d.held_on, d.settled_on,
       p.started_on AS plan_started_on, p.ended_on AS plan_ended_on
FROM due d
JOIN cp_plan_counted p ON p.cp_plan_id = d.cp_plan_id
WHERE p.started_on <= d.due_on AND coalesce(p.ended_on, DATE '9999-12-31') > d.due_on
