/*---
id    = "known-before"
title = "Known to social care before"
key   = "known_before"
order = ["Known before", "Not known before"]
---*/
SELECT 'yes' AS key, 'Known before' AS value
UNION ALL SELECT 'no', 'Not known before'
