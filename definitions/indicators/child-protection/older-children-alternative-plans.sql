/*---
id         = "older-children-alternative-plans"
title      = "Older children on an alternative multi-agency plan"
area       = "child-protection"
question   = "How many teenagers are kept safe by a plan made for harm outside the home?"
counts     = "children aged 13 to 17 with an alternative plan open, and no protection plan, at the end of the period's last day"
shape      = "spell"
measure    = "count"
unit       = "children"
per        = "child"
good       = "neutral"
limit      = "13 years and over (local)"
dimensions = ["age-13-to-17", "risk-type", "alternative-plan-type", "district", "team", "sex"]
evidence   = ["plan_started_on", "plan_ended_on", "plan_type", "risk_type"]
source     = "Local measure"
status     = "live"
since      = "0.1"
---*/
-- The age from which such a plan is used is local.
WITH limits AS (
  SELECT 13 AS from_age
),
aged AS (
  SELECT a.alternative_plan_id, a.child_id, a.plan_type, a.risk_type, a.team_id,
         a.started_on AS plan_started_on, a.ended_on AS plan_ended_on,
         greatest(a.started_on, birthday(c.born_on, l.from_age)) AS from_on,
         least(coalesce(a.ended_on, DATE '9999-12-31'), birthday(c.born_on, 18)) AS until_on
  FROM alternative_plan a
  JOIN child c ON c.child_id = a.child_id
  CROSS JOIN limits l
  WHERE a.started_on IS NOT NULL AND c.born_on IS NOT NULL
),
protected AS (
  SELECT child_id, started_on, coalesce(ended_on, DATE '9999-12-31') AS until_on FROM cp_plan_counted
),
-- Cut wherever a protection plan begins or ends, so that the days with one can be left out.
cut AS (
  SELECT alternative_plan_id, from_on AS cut_on FROM aged
  UNION
  SELECT a.alternative_plan_id, p.started_on
  FROM aged a
  JOIN protected p ON p.child_id = a.child_id AND p.started_on > a.from_on AND p.started_on < a.until_on
  UNION
  SELECT a.alternative_plan_id, p.until_on
  FROM aged a
  JOIN protected p ON p.child_id = a.child_id AND p.until_on > a.from_on AND p.until_on < a.until_on
),
piece AS (
  SELECT alternative_plan_id, cut_on, lead(cut_on) OVER (PARTITION BY alternative_plan_id ORDER BY cut_on) AS next_on
  FROM cut
),
with_plan AS (
  SELECT DISTINCT k.alternative_plan_id, k.cut_on
  FROM piece k
  JOIN aged a ON a.alternative_plan_id = k.alternative_plan_id
  JOIN protected p ON p.child_id = a.child_id AND p.started_on <= k.cut_on AND p.until_on > k.cut_on
)
SELECT a.child_id, a.alternative_plan_id AS record_id, k.cut_on AS started_on,
       nullif(least(coalesce(k.next_on, DATE '9999-12-31'), a.until_on), DATE '9999-12-31') AS ended_on,
       a.plan_type, a.risk_type, a.team_id, a.plan_started_on, a.plan_ended_on
FROM piece k
JOIN aged a ON a.alternative_plan_id = k.alternative_plan_id
LEFT JOIN with_plan w ON w.alternative_plan_id = k.alternative_plan_id AND w.cut_on = k.cut_on
WHERE w.alternative_plan_id IS NULL AND k.cut_on < a.until_on
