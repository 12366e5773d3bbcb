/*---
id    = "gap-band"
title = "Time since the previous plan"
key   = "gap_band"
order = ["Under 6 months", "6 to 12 months", "1 to 2 years", "2 to 5 years", "5 years and over", "Not known", "No earlier plan"]
---*/
SELECT 'Under 6 months' AS key, 'Under 6 months' AS value
UNION ALL SELECT '6 to 12 months', '6 to 12 months'
UNION ALL SELECT '1 to 2 years', '1 to 2 years'
UNION ALL SELECT '2 to 5 years', '2 to 5 years'
UNION ALL SELECT '5 years and over', '5 years and over'
UNION ALL SELECT 'Not known', 'Not known'
UNION ALL SELECT 'No earlier plan', 'No earlier plan'
