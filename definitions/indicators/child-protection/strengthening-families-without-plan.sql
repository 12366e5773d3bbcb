/*---
id         = "strengthening-families-without-plan"
title      = "Strengthening Families work without a protection plan"
area       = "child-protection"
question   = "Is the service recorded only for the children it is meant for?"
counts     = "pieces of work by Strengthening Families begun in the period for children with no protection plan at any time during the work"
shape      = "event"
measure    = "count"
unit       = "children"
per        = "child"
good       = "low"
dimensions = ["team", "district"]
evidence   = ["work_started_on", "work_ended_on"]
source     = "Local measure"
status     = "live"
since      = "0.1"
---*/
WITH limits AS (
  SELECT 'strengthening-families' AS service
),
work AS (
  SELECT s.service_involvement_id, s.child_id, s.team_id, s.started_on, s.ended_on
  FROM service_involvement s
  JOIN limits l ON l.service = s.service
  WHERE s.started_on IS NOT NULL
),
planned AS (
  SELECT DISTINCT w.service_involvement_id
  FROM work w
  JOIN cp_plan_counted p
    ON p.child_id = w.child_id
   AND p.started_on <= coalesce(w.ended_on, DATE '9999-12-31')
   AND coalesce(p.ended_on, DATE '9999-12-31') > w.started_on
)
SELECT w.child_id, w.service_involvement_id AS record_id, w.started_on AS happened_on,
       w.team_id, w.started_on AS work_started_on, w.ended_on AS work_ended_on
FROM work w
LEFT JOIN planned p ON p.service_involvement_id = w.service_involvement_id
WHERE p.service_involvement_id IS NULL
