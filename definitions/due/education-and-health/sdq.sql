/*---
id     = "sdq"
title  = "Strengths and difficulties questionnaire"
area   = "education-and-health"
clock  = "sdq"
soon   = "1 month"
roles  = ["social-worker", "team-manager"]
source = "Looked after statistics"
---*/
WITH answered AS (
  SELECT child_id, max(completed_on) AS completed_on FROM sdq_score WHERE completed_on <= data_until() AND score IS NOT NULL GROUP BY child_id
)
SELECT c.care_period_id AS record_id, c.child_id, greatest(c.started_on, coalesce(a.completed_on, c.started_on)) AS started_on,
       least(coalesce(c.counted_until_on, DATE '9999-12-31'), birthday(c.born_on, 17)) AS until_on
FROM care_period c
LEFT JOIN answered a ON a.child_id = c.child_id
WHERE c.counted AND birthday(c.born_on, 4) <= data_until()
