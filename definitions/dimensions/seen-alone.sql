/*---
id    = "seen-alone"
title = "Seen alone at the last visit"
key   = "seen_alone"
order = ["Seen alone", "Not seen alone", "No visit yet"]
---*/
SELECT 'yes' AS key, 'Seen alone' AS value
UNION ALL SELECT 'no', 'Not seen alone'
UNION ALL SELECT 'no visit', 'No visit yet'
