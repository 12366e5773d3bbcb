/*---
id       = "cla-visit"
title    = "Visit to a looked-after child"
area     = "children-looked-after"
clocks   = ["cla-visit-week", "cla-visit-connected", "cla-visit-connected-later", "cla-visit-3-months", "cla-visit-6-weeks"]
soon     = "7 days"
roles    = ["social-worker", "team-manager"]
needs    = ["care_visit.visited_on"]
optional = ["care_plan"]
source   = "Care Planning, Placement and Case Review (England) Regulations 2010, regulation 28"
---*/
-- In the first week of care nobody need have visited yet: those days are no part of the stretches.
WITH visit AS (
  SELECT child_id, max(visited_on) AS visited_on
  FROM care_visit
  WHERE visited_on IS NOT NULL AND coalesce(child_seen, true) AND visited_on <= data_until()
  GROUP BY child_id
),
long_term AS (
  SELECT child_id
  FROM care_plan
  WHERE plan_ltfost18 AND started_on <= data_until() AND coalesce(ended_on, DATE '9999-12-31') > data_until()
  GROUP BY child_id
),
reviewed AS (
  SELECT care_period_id, child_id FROM care_review_held WHERE place_in_period = 1 AND held_on <= data_until()
),
now_placed AS (
  SELECT l.care_period_id, l.child_id, l.left_on, l.placement_type, l.legal_status, p.started_on AS placement_started_on,
         CASE WHEN l.placement_type = 'P1' AND l.legal_status = 'C2'
              THEN greatest(coalesce(p.started_on, l.entered_on), l.legal_status_on)
              ELSE coalesce(p.started_on, l.entered_on) END AS clock_on
  FROM looked_after_spell l
  LEFT JOIN placement_counted p ON p.placement_id = l.counted_placement_id AND p.care_period_id = l.care_period_id
  WHERE l.started_on <= data_until() AND coalesce(l.ended_on, DATE '9999-12-31') > data_until()
),
ruled AS (
  SELECT n.care_period_id, n.child_id, n.left_on, n.clock_on, v.visited_on,
         CASE WHEN coalesce(v.visited_on < n.clock_on, true) THEN 'cla-visit-week'
              WHEN n.placement_type = 'P1' AND n.legal_status = 'C1' AND r.child_id IS NULL THEN 'cla-visit-connected'
              WHEN n.placement_type = 'P1' AND n.legal_status = 'C1' THEN 'cla-visit-connected-later'
              WHEN t.child_id IS NOT NULL AND add_months(n.placement_started_on, 12) <= data_until() THEN 'cla-visit-3-months'
              ELSE 'cla-visit-6-weeks' END AS clock
  FROM now_placed n
  LEFT JOIN visit v ON v.child_id = n.child_id
  LEFT JOIN reviewed r ON r.care_period_id = n.care_period_id AND r.child_id = n.child_id
  LEFT JOIN long_term t ON t.child_id = n.child_id
)
SELECT care_period_id AS record_id, child_id, CASE WHEN clock = 'cla-visit-week' THEN clock_on ELSE visited_on END AS started_on, clock, left_on AS until_on
FROM ruled
