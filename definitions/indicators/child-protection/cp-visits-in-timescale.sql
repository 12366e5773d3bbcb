/*---
id         = "cp-visits-in-timescale"
title      = "Protection plan visits in timescale"
area       = "child-protection"
question   = "Are children on a protection plan seen often enough?"
counts     = "children whose protection plan has been open longer than 10 working days at the end of the period's last day"
shape      = "spell"
measure    = "percentage"
unit       = "%"
per        = "child"
good       = "high"
limit      = "10 working days since the last visit (local standard)"
dimensions = ["team", "worker", "seen-alone"]
evidence   = ["plan_started_on", "last_seen_on", "due_by", "seen_alone"]
source     = "Local standard; there is no national limit"
status     = "live"
since      = "0.1"
---*/
-- Each visit opens a stretch that is in time up to the 10th working day and late from the day after until the next visit.
WITH plan AS (
  SELECT cp_plan_id, child_id, started_on AS plan_started_on, ended_on AS plan_ended_on,
         add_working_days(started_on, 10) AS start_due_by
  FROM cp_plan_counted
),
seen AS (
  SELECT p.cp_plan_id, v.visited_on,
         CASE max(CASE WHEN v.seen_alone THEN 2 WHEN NOT v.seen_alone THEN 1 END) WHEN 2 THEN 'yes' WHEN 1 THEN 'no' END AS seen_alone
  FROM plan p
  JOIN cp_visit v
    ON v.cp_plan_id = p.cp_plan_id
   AND v.visited_on >= p.plan_started_on
   AND v.visited_on < coalesce(p.plan_ended_on, DATE '9999-12-31')
  WHERE coalesce(v.child_seen, true)
  GROUP BY p.cp_plan_id, v.visited_on
),
turned AS (
  SELECT cp_plan_id, plan_started_on AS from_on, CAST(NULL AS DATE) AS last_seen_on, start_due_by AS due_by, 'no visit' AS seen_alone FROM plan
  UNION ALL
  SELECT cp_plan_id, visited_on AS from_on, visited_on AS last_seen_on, add_working_days(visited_on, 10) AS due_by, seen_alone FROM seen
),
-- A start and a visit on one day are two turns; grouping them also keeps the order below out of the union.
opened AS (
  SELECT cp_plan_id, from_on, last_seen_on, seen_alone, max(due_by) AS due_by FROM turned GROUP BY cp_plan_id, from_on, last_seen_on, seen_alone
),
stretch AS (
  SELECT cp_plan_id, from_on, last_seen_on, due_by, seen_alone,
         lead(from_on) OVER (PARTITION BY cp_plan_id ORDER BY from_on, last_seen_on NULLS FIRST) AS next_on
  FROM opened
),
piece AS (
  SELECT p.child_id, p.cp_plan_id AS record_id,
         greatest(s.from_on, p.start_due_by + 1) AS started_on,
         least(s.due_by + 1, s.next_on, p.plan_ended_on) AS ended_on,
         true AS met, p.plan_started_on, s.last_seen_on, s.due_by, s.seen_alone
  FROM stretch s
  JOIN plan p ON p.cp_plan_id = s.cp_plan_id
  UNION ALL
  SELECT p.child_id, p.cp_plan_id AS record_id,
         greatest(s.due_by + 1, p.start_due_by + 1) AS started_on,
         least(s.next_on, p.plan_ended_on) AS ended_on,
         false AS met, p.plan_started_on, s.last_seen_on, s.due_by, s.seen_alone
  FROM stretch s
  JOIN plan p ON p.cp_plan_id = s.cp_plan_id
)
SELECT child_id, record_id, started_on, ended_on, met, plan_started_on, last_seen_on, due_by, seen_alone
FROM piece
WHERE coalesce(ended_on, DATE '9999-12-31') > started_on
