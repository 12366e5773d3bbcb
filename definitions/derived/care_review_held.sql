/*---
id    = "care_review_held"
title = "Reviews held, in order"
about = "Reviews of looked after children that were held and not cancelled, tied to their period of care (by the key where it fits, else by the date) and numbered within it. Reviews of short breaks are left out. A review that fits no period of care is kept, without a number."
by    = "child_id"
links = ["care_period_id"]
---*/
WITH owner AS (
  SELECT care_period_id, max(child_id) AS child_id FROM care_period GROUP BY care_period_id
),
known AS (
  SELECT r.care_review_id, coalesce(r.child_id, o.child_id) AS child_id, r.care_period_id AS given_key, r.due_on, r.held_on, r.participation
  FROM care_review r
  LEFT JOIN owner o ON o.care_period_id = r.care_period_id
  WHERE r.held_on IS NOT NULL AND NOT coalesce(r.cancelled, false)
),
tied AS (
  SELECT k.care_review_id, c.care_period_id, c.short_break,
         row_number() OVER (PARTITION BY k.care_review_id
           ORDER BY CASE WHEN k.given_key = c.care_period_id THEN 0 ELSE 1 END, c.started_on DESC, c.care_period_id) AS place
  FROM known k
  JOIN care_period c ON c.child_id = k.child_id
   AND k.held_on >= c.started_on AND k.held_on <= coalesce(c.ended_on, DATE '9999-12-31')
)
SELECT k.care_review_id, k.child_id, t.care_period_id, k.due_on, k.held_on, k.participation,
       CASE WHEN t.care_period_id IS NOT NULL
            THEN row_number() OVER (PARTITION BY k.child_id, t.care_period_id ORDER BY k.held_on, k.care_review_id) END AS place_in_period,
       CASE WHEN t.care_period_id IS NOT NULL
            THEN lag(k.held_on) OVER (PARTITION BY k.child_id, t.care_period_id ORDER BY k.held_on, k.care_review_id) END AS previous_held_on
FROM known k
LEFT JOIN tied t ON t.care_review_id = k.care_review_id AND t.place = 1
WHERE NOT coalesce(t.short_break, false)
