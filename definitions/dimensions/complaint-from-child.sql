/*---
id    = "complaint-from-child"
title = "Who complained"
key   = "from_child"
of_child = true
---*/
SELECT 'yes' AS key, 'Child, young person or advocate' AS value
UNION ALL SELECT 'no', 'Somebody else'
