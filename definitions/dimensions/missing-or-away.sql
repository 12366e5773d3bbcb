/*---
id    = "missing-or-away"
title = "Missing or away"
key   = "missing_kind"
order = ["Missing", "Away without leave"]
---*/
SELECT 'M' AS key, 'Missing' AS value
UNION ALL SELECT 'A', 'Away without leave'
