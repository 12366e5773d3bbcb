/*---
id    = "care_review_due"
title = "Reviews due"
about = "One row for each review of a looked after child that fell due in a counted period of care. The due date is the one recorded; where none is recorded it is 20 working days after entry for the first review, 3 months after the first for the second, and 6 months after the one before for later ones. After the last review held there is one more: the next one due. A cancelled review is not held: its due date stands, unless a review was held in the meantime and so moved it on."
by    = "child_id"
links = ["care_period_id"]
---*/
WITH period_of_care AS (
  SELECT care_period_id, child_id, started_on, ended_on, counted_until_on
  FROM care_period
  WHERE counted
),
held AS (
  SELECT h.care_review_id, h.care_period_id, h.child_id, h.due_on, h.held_on, h.place_in_period, h.previous_held_on
  FROM care_review_held h
  WHERE h.care_period_id IS NOT NULL
),
progress AS (
  SELECT c.care_period_id, c.child_id, c.started_on, count(h.care_review_id) AS reviews_held, max(h.held_on) AS last_held_on
  FROM period_of_care c
  LEFT JOIN held h ON h.care_period_id = c.care_period_id AND h.child_id = c.child_id
  GROUP BY c.care_period_id, c.child_id, c.started_on
),
owner AS (
  SELECT care_period_id, max(child_id) AS child_id FROM care_period GROUP BY care_period_id
),
waiting AS (
  SELECT r.care_review_id, coalesce(r.child_id, o.child_id) AS child_id, r.care_period_id AS given_key, r.due_on,
         coalesce(r.cancelled, false) AS cancelled
  FROM care_review r
  LEFT JOIN owner o ON o.care_period_id = r.care_period_id
  WHERE r.due_on IS NOT NULL AND (r.held_on IS NULL OR coalesce(r.cancelled, false))
),
tied AS (
  SELECT w.care_review_id, c.care_period_id, c.child_id, w.due_on, w.cancelled,
         row_number() OVER (PARTITION BY w.care_review_id
           ORDER BY CASE WHEN w.given_key = c.care_period_id THEN 0 ELSE 1 END, c.started_on DESC, c.care_period_id) AS place
  FROM waiting w
  JOIN period_of_care c ON c.child_id = w.child_id
   AND w.due_on >= c.started_on AND w.due_on <= coalesce(c.ended_on, DATE '9999-12-31')
),
before_due AS (
  SELECT t.care_review_id, count(h.care_review_id) AS reviews_held, max(h.held_on) AS last_held_on
  FROM tied t
  JOIN held h ON h.care_period_id = t.care_period_id AND h.child_id = t.child_id AND h.held_on <= t.due_on
  WHERE t.place = 1
  GROUP BY t.care_review_id
),
-- A review cancelled because another had been held meanwhile was no longer due.
standing AS (
  SELECT t.care_review_id, t.care_period_id, t.child_id, t.due_on
  FROM tied t
  LEFT JOIN before_due b ON b.care_review_id = t.care_review_id
  WHERE t.place = 1
    AND (NOT t.cancelled
         OR t.due_on >= CASE WHEN coalesce(b.reviews_held, 0) = 0 THEN t.due_on
                             WHEN b.reviews_held = 1 THEN add_months(b.last_held_on, 3)
                             ELSE add_months(b.last_held_on, 6) END)
),
held_due AS (
  SELECT h.care_review_id AS due_id, h.care_period_id, h.child_id, h.held_on,
         CASE WHEN h.due_on IS NOT NULL THEN h.due_on
              WHEN h.place_in_period = 1 THEN add_working_days(c.started_on, 20)
              WHEN h.place_in_period = 2 THEN add_months(h.previous_held_on, 3)
              ELSE add_months(h.previous_held_on, 6) END AS due_on,
         CASE WHEN h.due_on IS NOT NULL THEN 'recorded'
              WHEN h.place_in_period = 1 THEN '20 working days'
              WHEN h.place_in_period = 2 THEN '3 months'
              ELSE '6 months' END AS due_by
  FROM held h
  JOIN period_of_care c ON c.care_period_id = h.care_period_id AND c.child_id = h.child_id
),
-- One row for a due date, and none where a review held has that very due date.
missed AS (
  SELECT t.care_period_id, t.child_id, t.due_on, min(t.care_review_id) AS care_review_id
  FROM standing t
  LEFT JOIN held_due h ON h.care_period_id = t.care_period_id AND h.child_id = t.child_id AND h.due_on = t.due_on
  WHERE h.due_id IS NULL
  GROUP BY t.care_period_id, t.child_id, t.due_on
),
last_missed AS (
  SELECT care_period_id, child_id, max(due_on) AS due_on FROM missed GROUP BY care_period_id, child_id
),
due AS (
  SELECT due_id, care_period_id, child_id, held_on, due_on, due_by
  FROM held_due
  UNION ALL
  SELECT care_review_id AS due_id, care_period_id, child_id, CAST(NULL AS DATE) AS held_on, due_on, 'recorded' AS due_by
  FROM missed
  UNION ALL
  SELECT p.care_period_id || '/next-review' AS due_id, p.care_period_id, p.child_id, CAST(NULL AS DATE) AS held_on,
         CASE WHEN p.reviews_held = 0 THEN add_working_days(p.started_on, 20)
              WHEN p.reviews_held = 1 THEN add_months(p.last_held_on, 3)
              ELSE add_months(p.last_held_on, 6) END AS due_on,
         CASE WHEN p.reviews_held = 0 THEN '20 working days'
              WHEN p.reviews_held = 1 THEN '3 months'
              ELSE '6 months' END AS due_by
  FROM progress p
  LEFT JOIN last_missed m ON m.care_period_id = p.care_period_id AND m.child_id = p.child_id
  WHERE coalesce(m.due_on, DATE '0001-01-01') <= coalesce(p.last_held_on, DATE '0001-01-01')
)
SELECT d.due_id, d.care_period_id, d.child_id, c.started_on AS entered_on, c.counted_until_on, d.due_on, d.due_by, d.held_on
FROM due d
JOIN period_of_care c ON c.care_period_id = d.care_period_id AND c.child_id = d.child_id
