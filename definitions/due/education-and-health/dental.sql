/*---
id     = "dental"
title  = "Dental check"
area   = "education-and-health"
clock  = "dental"
soon   = "1 month"
roles  = ["social-worker", "team-manager"]
source = "Looked after statistics, 12 months"
---*/
WITH dentist AS (
  SELECT child_id, max(checked_on) AS checked_on
  FROM health_check
  WHERE checked_on <= data_until() AND coalesce(status, 'Completed') = 'Completed'
    AND (lower(kind) LIKE '%dent%' OR lower(kind) LIKE '%teeth%')
  GROUP BY child_id
)
SELECT c.care_period_id AS record_id, c.child_id, greatest(c.started_on, coalesce(d.checked_on, c.started_on)) AS started_on, c.counted_until_on AS until_on
FROM care_period c
LEFT JOIN dentist d ON d.child_id = c.child_id
WHERE c.counted
