/*---
id    = "time-missing"
title = "Days missing so far"
key   = "record_id"
dated = true
order = ["Up to 1 day", "2 to 7 days", "8 to 28 days", "Over 28 days"]
---*/
WITH gone AS (
  SELECT missing_episode_id AS missing_id, started_on FROM missing_episode WHERE started_on IS NOT NULL
  UNION ALL
  SELECT 'home/' || missing_from_home_id AS missing_id, started_on FROM missing_from_home WHERE started_on IS NOT NULL
)
SELECT missing_id AS key, 'Up to 1 day' AS value, started_on AS from_on, started_on + 2 AS until_on FROM gone
UNION ALL
SELECT missing_id, '2 to 7 days', started_on + 2, started_on + 8 FROM gone
UNION ALL
SELECT missing_id, '8 to 28 days', started_on + 8, started_on + 29 FROM gone
UNION ALL
SELECT missing_id, 'Over 28 days', started_on + 29, DATE '9999-12-31' FROM gone
