/*---
id    = "school-area"
title = "School in the area"
key   = "school_area"
order = ["In area", "Out of area"]
---*/
SELECT 'In area' AS key, 'In area' AS value
UNION ALL SELECT 'Out of area', 'Out of area'
