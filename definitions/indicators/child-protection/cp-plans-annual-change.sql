/*---
id         = "cp-plans-annual-change"
title      = "Change in children with a plan over 12 months"
area       = "child-protection"
question   = "Are more or fewer children on a protection plan than a year ago?"
counts     = "children with a protection plan open at the end of the period's last day, less those with one open at the end of the same day a year before"
shape      = "as-at"
measure    = "ratio"
unit       = "%"
per        = "record"
good       = "neutral"
looks_back = "12 months"
dimensions = ["category", "district"]
evidence   = ["on_day", "plan_started_on", "plan_ended_on"]
source     = "Children in Need census"
status     = "live"
since      = "0.1"
---*/
-- Two lists for each period: children on a plan now (+1) and children on a plan a year before (-1, and the base).
WITH asked AS (
  SELECT period_id, ends_on AS on_day, 'now' AS side FROM period
  UNION ALL
  SELECT period_id, add_months(ends_on, -12), 'year-before' FROM period
),
plan AS (
  SELECT cp_plan_id, child_id, started_on, coalesce(ended_on, DATE '9999-12-31') AS until_on, ended_on, latest_category
  FROM cp_plan_counted
),
-- A child with two plans open is one child, by the plan that started last: each plan with the later ones that lie upon it. They are few,
-- so that putting their days aside is much faster than numbering the open plans of each child on each day.
upon AS (
  SELECT p.cp_plan_id, q.started_on, q.until_on
  FROM plan p
  JOIN plan q ON q.child_id = p.child_id AND q.started_on < p.until_on AND q.until_on > p.started_on
  WHERE q.started_on > p.started_on OR (q.started_on = p.started_on AND q.cp_plan_id > p.cp_plan_id)
),
open_plan AS (
  SELECT a.period_id, a.on_day, a.side, p.child_id, p.cp_plan_id, p.started_on, p.ended_on, p.latest_category
  FROM asked a
  JOIN plan p ON p.started_on <= a.on_day AND p.until_on > a.on_day
)
SELECT o.period_id, o.child_id, o.cp_plan_id || '/' || o.side AS record_id,
       CASE WHEN o.side = 'now' THEN 1 ELSE -1 END AS numerator,
       CASE WHEN o.side = 'now' THEN 0 ELSE 1 END AS denominator,
       o.latest_category AS category, o.on_day, o.started_on AS plan_started_on, o.ended_on AS plan_ended_on
FROM open_plan o
WHERE NOT EXISTS (SELECT 1 FROM upon u WHERE u.cp_plan_id = o.cp_plan_id AND u.started_on <= o.on_day AND u.until_on > o.on_day)
