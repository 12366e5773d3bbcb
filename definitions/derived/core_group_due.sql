/*---
id    = "core_group_due"
title = "Core groups that fell due"
about = "One row for each core group due while the plan was open: the first within 10 working days of the initial conference, each later one within 6 weeks of the core group before. held_on is the day of the next core group after that, empty if there has been none."
by    = "child_id"
links = ["cp_plan_id"]
---*/
-- The limits: the first is national, the second is local. An authority with another interval changes it here.
WITH limits AS (
  SELECT 10 AS first_working_days, 42 AS later_days
),
met AS (
  SELECT DISTINCT p.cp_plan_id, g.held_on
  FROM cp_plan_counted p
  JOIN core_group g ON g.cp_plan_id = p.cp_plan_id AND g.held_on >= p.conference_on AND g.held_on <= coalesce(p.ended_on, DATE '9999-12-31')
),
step AS (
  SELECT cp_plan_id, conference_on AS after_on, 0 AS later FROM cp_plan_counted
  UNION ALL
  SELECT cp_plan_id, held_on AS after_on, 1 AS later FROM met
),
-- One order over all plans is much faster than one for each: the row after is looked at only where it is of the same plan.
followed AS (
  SELECT cp_plan_id, after_on, later,
         CASE WHEN lead(cp_plan_id) OVER (ORDER BY cp_plan_id, after_on, later) = cp_plan_id
              THEN lead(after_on) OVER (ORDER BY cp_plan_id, after_on, later) END AS held_on
  FROM step
),
due AS (
  SELECT f.cp_plan_id, f.after_on, f.later, f.held_on,
         CASE WHEN f.later = 0 THEN add_working_days(f.after_on, l.first_working_days) ELSE f.after_on + l.later_days END AS due_on
  FROM followed f
  CROSS JOIN limits l
)
SELECT d.cp_plan_id || CASE WHEN d.later = 0 THEN '/first' ELSE '/after ' || CAST(d.after_on AS VARCHAR) END AS core_group_due_id,
       d.cp_plan_id, p.child_id, d.later = 0 AS first_group, d.after_on, d.due_on, d.held_on,
       p.started_on AS plan_started_on, p.ended_on AS plan_ended_on
FROM due d
JOIN cp_plan_counted p ON p.cp_plan_id = d.cp_plan_id
WHERE coalesce(p.ended_on, DATE '9999-12-31') > d.due_on
