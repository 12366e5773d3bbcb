/*---
id         = "cin-plan-reviews-in-timescale"
title      = "Child in need plans reviewed in timescale"
area       = "children-in-need"
question   = "Does anybody check whether the plans for children in need are working?"
counts     = "child in need plans open for longer than 3 months at the end of the period's last day"
shape      = "spell"
measure    = "percentage"
unit       = "%"
per        = "record"
good       = "high"
sensitivity = "process"
limit      = "3 months since the last review (local)"
dimensions = ["team", "worker", "district"]
evidence   = ["plan_started_on", "last_review_on", "due_by"]
source     = "Local standard; there is no national limit"
status     = "live"
since      = "0.1"
---*/
WITH limits AS (
  SELECT 3 AS months
),
plan AS (
  SELECT cin_plan_id, child_id, team_id, worker_id, started_on, ended_on FROM cin_plan WHERE started_on IS NOT NULL
),
step AS (
  SELECT cin_plan_id, started_on AS on_day, 0 AS reviewed FROM plan
  UNION
  SELECT p.cin_plan_id, r.held_on AS on_day, 1 AS reviewed
  FROM plan p
  JOIN cin_plan_review r ON r.cin_plan_id = p.cin_plan_id AND r.held_on >= p.started_on AND r.held_on < coalesce(p.ended_on, DATE '9999-12-31')
),
-- One order over all plans is much faster than one for each: the row after is looked at only where it is of the same plan.
followed AS (
  SELECT cin_plan_id, on_day, reviewed,
         CASE WHEN lead(cin_plan_id) OVER (ORDER BY cin_plan_id, on_day, reviewed) = cin_plan_id
              THEN lead(on_day) OVER (ORDER BY cin_plan_id, on_day, reviewed) END AS next_on
  FROM step
),
timed AS (
  SELECT p.child_id, p.cin_plan_id, p.team_id, p.worker_id, p.started_on AS plan_started_on,
         CASE WHEN f.reviewed = 1 THEN f.on_day END AS last_review_on,
         f.on_day AS from_on, least(f.next_on, p.ended_on) AS until_on,
         add_months(f.on_day, l.months) AS due_by, add_months(p.started_on, l.months) + 1 AS counted_from_on
  FROM followed f
  JOIN plan p ON p.cin_plan_id = f.cin_plan_id
  CROSS JOIN limits l
),
piece AS (
  SELECT t.child_id, t.cin_plan_id AS record_id, k.met,
         greatest(t.counted_from_on, CASE WHEN k.met THEN t.from_on ELSE t.due_by + 1 END) AS started_on,
         CASE WHEN k.met THEN least(t.due_by + 1, t.until_on) ELSE t.until_on END AS ended_on,
         t.team_id, t.worker_id, t.plan_started_on, t.last_review_on, t.due_by
  FROM timed t
  CROSS JOIN (VALUES (true), (false)) AS k(met)
)
SELECT child_id, record_id, started_on, ended_on, met, team_id, worker_id, plan_started_on, last_review_on, due_by
FROM piece
WHERE coalesce(ended_on, DATE '9999-12-31') > started_on
