/*---
id    = "movement"
title = "Movement"
key   = "movement"
order = ["Started", "Ended"]
---*/
SELECT 'started' AS key, 'Started' AS value
UNION ALL
SELECT 'ended' AS key, 'Ended' AS value
