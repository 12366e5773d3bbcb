/*---
id    = "distance-band"
title = "Distance from home"
key   = "distance_band"
dated = false
many  = false
order = ["Up to 10 miles", "Over 10 to 20 miles", "Over 20 miles"]
---*/
SELECT 'up to 10' AS key, 'Up to 10 miles' AS value
UNION ALL SELECT '10 to 20', 'Over 10 to 20 miles'
UNION ALL SELECT 'over 20', 'Over 20 miles'
