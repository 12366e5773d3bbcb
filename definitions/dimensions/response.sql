/*---
id    = "response"
title = "Answer"
key   = "response_state"
order = ["In time", "Late", "None", "Not yet due"]
---*/
SELECT 'In time' AS key, 'In time' AS value
UNION ALL SELECT 'Late', 'Late'
UNION ALL SELECT 'None', 'None'
UNION ALL SELECT 'Not yet due', 'Not yet due'
