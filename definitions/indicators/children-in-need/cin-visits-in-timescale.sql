/*---
id         = "cin-visits-in-timescale"
title      = "Child in need visits in timescale"
area       = "children-in-need"
question   = "Are children in need seen often enough?"
counts     = "children whose child in need plan has been open longer than 20 working days at the end of the period's last day"
shape      = "spell"
measure    = "percentage"
unit       = "%"
per        = "child"
good       = "high"
limit      = "20 working days since the last visit (local standard)"
dimensions = ["team", "worker"]
evidence   = ["plan_started_on", "last_seen_on", "due_by"]
source     = "Local standard; there is no national limit"
status     = "live"
since      = "0.1"
---*/
-- Each visit opens a stretch that is in time up to the 20th working day and late from the day after until the next visit.
WITH plan AS (
  SELECT cin_plan_id, child_id, started_on AS plan_started_on, ended_on AS plan_ended_on, team_id, worker_id,
         add_working_days(started_on, 20) AS start_due_by
  FROM cin_plan
  WHERE started_on IS NOT NULL
),
seen AS (
  SELECT DISTINCT p.cin_plan_id, v.visited_on
  FROM plan p
  JOIN cin_visit v
    ON v.child_id = p.child_id
   AND v.visited_on >= p.plan_started_on
   AND v.visited_on < coalesce(p.plan_ended_on, DATE '9999-12-31')
  WHERE coalesce(v.child_seen, true)
),
turned AS (
  SELECT cin_plan_id, plan_started_on AS from_on, CAST(NULL AS DATE) AS last_seen_on, start_due_by AS due_by FROM plan
  UNION ALL
  SELECT cin_plan_id, visited_on AS from_on, visited_on AS last_seen_on, add_working_days(visited_on, 20) AS due_by FROM seen
),
-- A start and a visit on one day are two turns; grouping them also keeps the order below out of the union.
opened AS (
  SELECT cin_plan_id, from_on, last_seen_on, max(due_by) AS due_by FROM turned GROUP BY cin_plan_id, from_on, last_seen_on
),
stretch AS (
  SELECT cin_plan_id, from_on, last_seen_on, due_by,
         lead(from_on) OVER (PARTITION BY cin_plan_id ORDER BY from_on, last_seen_on NULLS FIRST) AS next_on
  FROM opened
),
piece AS (
  SELECT p.child_id, p.cin_plan_id AS record_id,
         greatest(s.from_on, p.start_due_by + 1) AS started_on,
         least(s.due_by + 1, s.next_on, p.plan_ended_on) AS ended_on,
         true AS met, p.plan_started_on, s.last_seen_on, s.due_by, p.team_id, p.worker_id
  FROM stretch s
  JOIN plan p ON p.cin_plan_id = s.cin_plan_id
  UNION ALL
  SELECT p.child_id, p.cin_plan_id AS record_id,
         greatest(s.due_by + 1, p.start_due_by + 1) AS started_on,
         least(s.next_on, p.plan_ended_on) AS ended_on,
         false AS met, p.plan_started_on, s.last_seen_on, s.due_by, p.team_id, p.worker_id
  FROM stretch s
  JOIN plan p ON p.cin_plan_id = s.cin_plan_id
)
SELECT child_id, record_id, started_on, ended_on, met, plan_started_on, last_seen_on, due_by, team_id, worker_id
FROM piece
WHERE coalesce(ended_on, DATE '9999-12-31') > started_on
