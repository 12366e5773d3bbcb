/*---
id    = "placed-by"
title = "Placed here by another authority"
key   = "placed_by"
order = ["This authority's", "Placed here by another authority"]
---*/
SELECT 'own' AS key, 'This authority''s' AS value
UNION ALL SELECT 'other', 'Placed here by another authority'
