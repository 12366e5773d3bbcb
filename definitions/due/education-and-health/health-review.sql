/*---
id     = "health-review"
title  = "Health assessment"
area   = "education-and-health"
clocks = ["health-review-under-5", "health-review-5-plus"]
soon   = "1 month"
roles  = ["social-worker", "team-manager"]
source = "Care Planning, Placement and Case Review (England) Regulations 2010, regulation 7"
---*/
WITH last_assessed AS (
  SELECT c.care_period_id, c.child_id, max(h.checked_on) AS checked_on
  FROM care_period c
  JOIN health_assessment h ON h.child_id = c.child_id AND h.checked_on >= c.started_on AND h.checked_on <= data_until()
  WHERE c.counted
  GROUP BY c.care_period_id, c.child_id
)
SELECT c.care_period_id AS record_id, c.child_id, l.checked_on AS started_on, c.counted_until_on AS until_on,
       CASE WHEN birthday(c.born_on, 5) > data_until() THEN 'health-review-under-5' ELSE 'health-review-5-plus' END AS clock
FROM care_period c
JOIN last_assessed l ON l.care_period_id = c.care_period_id AND l.child_id = c.child_id
