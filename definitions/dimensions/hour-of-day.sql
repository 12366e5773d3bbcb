/*---
id    = "hour-of-day"
title = "Hour of the day"
key   = "hour_of_day"
---*/
SELECT code AS key, max(label) AS value FROM code_hour_of_day GROUP BY code
