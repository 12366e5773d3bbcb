/*---
id    = "placement-type"
title = "Placement type"
key   = "placement_type"
of_child = true
---*/
SELECT code AS key, max(label) AS value FROM code_placement_type GROUP BY code
