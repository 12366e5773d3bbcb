/*---
id    = "in-hours"
title = "In or out of office hours"
key   = "in_hours"
order = ["In hours", "Out of hours"]
---*/
SELECT 'In hours' AS key, 'In hours' AS value
UNION ALL SELECT 'Out of hours', 'Out of hours'
