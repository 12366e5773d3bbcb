/*---
id     = "permanence-plan"
title  = "Plan for permanence"
area   = "children-looked-after"
clock  = "permanence-second-review"
soon   = "4 weeks"
roles  = ["social-worker", "team-manager", "reviewing-officer"]
source = "Care planning guidance, volume 2"
---*/
WITH lasting AS (
  SELECT c.care_period_id, c.child_id
  FROM care_period c
  JOIN care_plan p ON p.child_id = c.child_id AND p.started_on IS NOT NULL AND coalesce(p.ended_on, DATE '9999-12-31') > data_until()
  WHERE c.counted
    AND (p.plan_remainsup OR p.plan_return1m OR p.plan_return6m OR p.plan_ltrelfr OR p.plan_ltfost18 OR p.plan_resplmt OR p.plan_suppliv OR p.plan_adoption)
  GROUP BY c.care_period_id, c.child_id
)
SELECT c.care_period_id AS record_id, c.child_id, c.started_on, c.counted_until_on AS until_on
FROM care_period c
LEFT JOIN lasting l ON l.care_period_id = c.care_period_id AND l.child_id = c.child_id
WHERE c.counted AND l.child_id IS NULL
