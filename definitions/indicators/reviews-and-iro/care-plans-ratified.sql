/*---
id         = "care-plans-ratified"
title      = "Care plans reviewed and ratified by the IRO"
area       = "reviews-and-iro"
question   = "Has the independent reviewing officer considered each child's current care plan?"
counts     = "children looked after for more than 20 working days at the end of the last day"
shape      = "spell"
measure    = "percentage"
unit       = "%"
per        = "child"
good       = "high"
sensitivity = "process"
limit      = "20 working days"
dimensions = ["iro", "team", "permanence-plan"]
evidence   = ["entered_on", "plans_reviewed"]
source     = "IRO Handbook, 2010; Care Planning, Placement and Case Review (England) Regulations 2010"
status     = "live"
since      = "0.1"
---*/
-- A plan counts from the first review held since it started until the plan ends.
WITH ratified AS (
  SELECT p.care_plan_id, r.care_period_id, r.child_id, min(r.held_on) AS from_on, max(coalesce(p.ended_on, DATE '9999-12-31')) AS until_on
  FROM care_plan p
  JOIN care_review_held r ON r.child_id = p.child_id AND r.held_on >= p.started_on
  WHERE r.care_period_id IS NOT NULL
  GROUP BY p.care_plan_id, r.care_period_id, r.child_id
),
spell AS (
  SELECT care_period_id, child_id, started_on, coalesce(ended_on, DATE '9999-12-31') AS until_on, entered_on,
         add_working_days(entered_on, 20) + 1 AS counted_from_on
  FROM looked_after_spell
),
change AS (
  SELECT care_period_id, child_id, from_on AS on_day, 1 AS step FROM ratified WHERE from_on < until_on
  UNION ALL
  SELECT care_period_id, child_id, until_on AS on_day, -1 AS step FROM ratified WHERE from_on < until_on
  UNION ALL
  SELECT care_period_id, child_id, greatest(started_on, counted_from_on) AS on_day, 0 AS step FROM spell
),
days AS (
  SELECT care_period_id, child_id, on_day, sum(step) AS step FROM change GROUP BY care_period_id, child_id, on_day
),
running AS (
  SELECT care_period_id, child_id, on_day,
         CAST(sum(step) OVER (PARTITION BY care_period_id, child_id ORDER BY on_day ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS BIGINT) AS plans_reviewed,
         coalesce(lead(on_day) OVER (PARTITION BY care_period_id, child_id ORDER BY on_day), DATE '9999-12-31') AS next_on
  FROM days
)
SELECT s.child_id, s.care_period_id || '/' || CAST(r.on_day AS VARCHAR) AS record_id, r.on_day AS started_on,
       nullif(least(r.next_on, s.until_on), DATE '9999-12-31') AS ended_on,
       r.plans_reviewed > 0 AS met, r.plans_reviewed, s.entered_on
FROM running r
JOIN spell s
  ON s.care_period_id = r.care_period_id AND s.child_id = r.child_id
 AND r.on_day >= s.started_on AND r.on_day < s.until_on AND r.on_day >= s.counted_from_on
