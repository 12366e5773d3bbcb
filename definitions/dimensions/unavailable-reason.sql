/*---
id    = "unavailable-reason"
title = "Why nobody is at work"
key   = "reason"
order = ["Vacant"]
---*/
SELECT 'vacant' AS key, 'Vacant' AS value
UNION ALL SELECT code, max(label) FROM code_absence_kind GROUP BY code
