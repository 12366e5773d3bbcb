/*---
id    = "home-education-movement"
title = "Started or ended"
key   = "movement"
order = ["Started", "Ended"]
---*/
SELECT 'started' AS key, 'Started' AS value
UNION ALL SELECT 'ended', 'Ended'
