/*---
id    = "time-missing"
title = "Days missing so far"
key   = "record_id"
dated = true
order = ["Up to 1 day", "2 to 7 days", "8 to 28 days", "Over 28 days"]
---*/
SELECT missing_episode_id AS key, 'Up to 1 day' AS value, started_on AS from_on, started_on + 2 AS until_on
FROM missing_episode WHERE started_on IS NOT NULL
UNION ALL
SELECT missing_episode_id AS key, '2 to 7 days' AS value, started_on + 2 AS from_on, started_on + 8 AS until_on
FROM missing_episode WHERE started_on IS NOT NULL
UNION ALL
SELECT missing_episode_id AS key, '8 to 28 days' AS value, started_on + 8 AS from_on, started_on + 29 AS until_on
FROM missing_episode WHERE started_on IS NOT NULL
UNION ALL
SELECT missing_episode_id AS key, 'Over 28 days' AS value, started_on + 29 AS from_on, DATE '9999-12-31' AS until_on
FROM missing_episode WHERE started_on IS NOT NULL
