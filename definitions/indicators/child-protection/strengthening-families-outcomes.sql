/*---
id         = "strengthening-families-outcomes"
title      = "Outcomes of children worked with by Strengthening Families"
area       = "child-protection"
question   = "Does intensive work with families on a plan end the plan for good, without care?"
counts     = "children on a protection plan whose work with Strengthening Families ended in the period"
shape      = "event"
measure    = "percentage"
unit       = "%"
per        = "child"
good       = "high"
settles_after = "6 months"
limit      = "6 months after the work ended"
dimensions = ["team", "district", "category", "age-band"]
evidence   = ["work_started_on", "work_ended_on", "plan_ended_on", "new_plan_on", "entered_care_on", "followed_until_on"]
source     = "Local measure"
status     = "live"
since      = "0.1"
---*/
WITH limits AS (
  SELECT 'strengthening-families' AS service, 6 AS months
),
work AS (
  SELECT s.service_involvement_id, s.child_id, s.team_id, s.started_on, s.ended_on, add_months(s.ended_on, l.months) AS followed_until_on
  FROM service_involvement s
  JOIN limits l ON l.service = s.service
  WHERE s.started_on IS NOT NULL AND s.ended_on IS NOT NULL
),
-- The plan that the work belongs to: the last to begin of those open on any of its days.
ranked AS (
  SELECT w.service_involvement_id, p.cp_plan_id, p.started_on, p.ended_on, p.latest_category,
         row_number() OVER (PARTITION BY w.service_involvement_id ORDER BY p.started_on DESC, p.cp_plan_id DESC) AS place
  FROM work w
  JOIN cp_plan_counted p
    ON p.child_id = w.child_id AND p.started_on <= w.ended_on AND coalesce(p.ended_on, DATE '9999-12-31') > w.started_on
),
again AS (
  SELECT w.service_involvement_id, min(n.started_on) AS new_plan_on
  FROM work w
  JOIN ranked r ON r.service_involvement_id = w.service_involvement_id AND r.place = 1
  JOIN cp_plan_counted n ON n.child_id = w.child_id AND n.started_on > r.started_on AND n.started_on <= w.followed_until_on
  GROUP BY w.service_involvement_id
),
care AS (
  SELECT w.service_involvement_id, min(c.started_on) AS entered_care_on
  FROM work w
  JOIN care_period c ON c.child_id = w.child_id AND c.started_on >= w.started_on AND c.started_on <= w.followed_until_on
  WHERE c.counted
  GROUP BY w.service_involvement_id
)
SELECT w.child_id, w.service_involvement_id AS record_id, w.ended_on AS happened_on,
       CASE WHEN a.new_plan_on IS NOT NULL OR c.entered_care_on IS NOT NULL THEN false
            WHEN w.followed_until_on >= data_until() THEN NULL
            ELSE coalesce(r.ended_on <= w.followed_until_on, false) END AS met,
       w.team_id, r.latest_category AS category, w.started_on AS work_started_on, w.ended_on AS work_ended_on,
       r.ended_on AS plan_ended_on, a.new_plan_on, c.entered_care_on, w.followed_until_on
FROM work w
JOIN ranked r ON r.service_involvement_id = w.service_involvement_id AND r.place = 1
LEFT JOIN again a ON a.service_involvement_id = w.service_involvement_id
LEFT JOIN care c ON c.service_involvement_id = w.service_involvement_id
