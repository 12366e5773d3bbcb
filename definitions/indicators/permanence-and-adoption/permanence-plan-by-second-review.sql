/*---
id         = "permanence-plan-by-second-review"
title      = "Permanence plan by the second review"
area       = "permanence-and-adoption"
question   = "After four months in care, does a child have a plan for where to grow up?"
counts     = "children whose second review in a period of care was held in the period"
shape      = "event"
measure    = "percentage"
unit       = "%"
per        = "record"
good       = "high"
sensitivity = "process"
limit      = "the second review, about 4 months after coming into care"
dimensions = ["permanence-plan", "team", "age-band"]
evidence   = ["second_review_on", "plan_started_on"]
source     = "Children Act 1989 guidance and regulations, volume 2; IRO Handbook"
status     = "live"
since      = "0.1"
---*/
-- Which plans say where the child will grow up. "Return home later" alone does not: it names no time.
WITH lasting AS (
  SELECT child_id, started_on, coalesce(ended_on, DATE '9999-12-31') AS until_on
  FROM care_plan
  WHERE started_on IS NOT NULL
    AND (plan_remainsup OR plan_return1m OR plan_return6m OR plan_ltrelfr OR plan_ltfost18 OR plan_resplmt OR plan_suppliv OR plan_adoption)
),
second AS (
  SELECT care_review_id, child_id, care_period_id, held_on FROM care_review_held WHERE place_in_period = 2
),
planned AS (
  SELECT s.care_review_id, max(p.started_on) AS plan_started_on
  FROM second s
  JOIN lasting p ON p.child_id = s.child_id AND p.started_on <= s.held_on AND p.until_on >= s.held_on
  GROUP BY s.care_review_id
)
SELECT s.child_id, s.care_review_id AS record_id, s.held_on AS happened_on,
       p.care_review_id IS NOT NULL AS met, s.held_on AS second_review_on, p.plan_started_on
FROM second s
LEFT JOIN planned p ON p.care_review_id = s.care_review_id
