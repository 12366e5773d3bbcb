/*---
id    = "overlap-days"
title = "Days both on a plan and looked after"
key   = "overlap_id"
dated = true
order = ["Up to 14 days", "15 to 30 days", "31 to 90 days", "Over 90 days"]
---*/
SELECT overlap_id AS key, 'Up to 14 days' AS value, started_on AS from_on, started_on + 15 AS until_on FROM cp_plan_in_care
UNION ALL
SELECT overlap_id, '15 to 30 days', started_on + 15, started_on + 31 FROM cp_plan_in_care
UNION ALL
SELECT overlap_id, '31 to 90 days', started_on + 31, started_on + 91 FROM cp_plan_in_care
UNION ALL
SELECT overlap_id, 'Over 90 days', started_on + 91, DATE '9999-12-31' FROM cp_plan_in_care
