/*---
id    = "length-of-service"
title = "Length of service"
key   = "service_band"
order = ["Under 1 year", "1 to 2 years", "2 to 5 years", "5 years and over"]
---*/
SELECT 'Under 1 year' AS key, 'Under 1 year' AS value
UNION ALL SELECT '1 to 2 years', '1 to 2 years'
UNION ALL SELECT '2 to 5 years', '2 to 5 years'
UNION ALL SELECT '5 years and over', '5 years and over'
