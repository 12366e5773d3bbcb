/*---
id    = "sibling-group"
title = "Sibling group"
key   = "sibling_group"
order = ["In a sibling group", "Not in a sibling group"]
---*/
SELECT 'Y' AS key, 'In a sibling group' AS value
UNION ALL
SELECT 'N' AS key, 'Not in a sibling group' AS value
