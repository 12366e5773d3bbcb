/*---
id    = "duty-result"
title = "Result"
key   = "duty_result"
order = ["Met", "Partly met", "Not met"]
---*/
SELECT 'Met' AS key, 'Met' AS value
UNION ALL SELECT 'Partly met', 'Partly met'
UNION ALL SELECT 'Not met', 'Not met'
