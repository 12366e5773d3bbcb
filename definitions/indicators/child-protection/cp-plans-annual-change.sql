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
open_plan AS (
  SELECT a.period_id, a.on_day, a.side, p.child_id, p.cp_plan_id,
         p.started_on, p.ended_on, p.latest_category,
         row_number() OVER (PARTITION BY a.period_id, a.side, p.child_id ORDER BY p.started_on DESC, p.cp_plan_id DESC) AS place
  FROM asked a
  JOIN cp_plan_counted p
    ON p.started_on <= a.on_day
   AND coalesce(p.ended_on, DATE '9999-12-31') > a.on_day
)
SELECT period_id, child_id, cp_plan_id || '/' || side AS record_id,
       CASE WHEN side = 'now' THEN 1 ELSE -1 END AS numerator,
       CASE WHEN side = 'now' THEN 0 ELSE 1 END AS denominator,
       latest_category AS category, on_day, started_on AS plan_started_on, ended_on AS plan_ended_on
FROM open_plan
WHERE place = 1
