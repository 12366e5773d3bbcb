/*---
id     = "health-initial"
title  = "First health assessment"
area   = "education-and-health"
clock  = "health-initial"
soon   = "5 working days"
roles  = ["social-worker", "team-manager"]
source = "Promoting the health of looked-after children, 2015"
---*/
WITH assessed AS (
  SELECT c.care_period_id, c.child_id
  FROM care_period c
  JOIN health_assessment h ON h.child_id = c.child_id AND h.checked_on >= c.started_on
  WHERE c.counted
  GROUP BY c.care_period_id, c.child_id
)
SELECT c.care_period_id AS record_id, c.child_id, c.started_on, c.counted_until_on AS until_on
FROM care_period c
LEFT JOIN assessed a ON a.care_period_id = c.care_period_id AND a.child_id = c.child_id
WHERE c.counted AND a.child_id IS NULL
