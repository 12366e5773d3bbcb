/*---
id     = "care-plan"
title  = "Care plan"
area   = "children-looked-after"
clock  = "cla-care-plan"
soon   = "3 working days"
roles  = ["social-worker", "team-manager"]
source = "Care Planning, Placement and Case Review (England) Regulations 2010, regulation 4"
---*/
WITH planned AS (
  SELECT c.care_period_id, c.child_id
  FROM care_period c
  JOIN care_plan p ON p.child_id = c.child_id AND p.started_on IS NOT NULL AND coalesce(p.ended_on, DATE '9999-12-31') >= c.started_on
  WHERE c.counted
  GROUP BY c.care_period_id, c.child_id
)
SELECT c.care_period_id AS record_id, c.child_id, c.started_on, c.counted_until_on AS until_on
FROM care_period c
LEFT JOIN planned p ON p.care_period_id = c.care_period_id AND p.child_id = c.child_id
WHERE c.counted AND p.child_id IS NULL
