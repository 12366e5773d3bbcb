/*---
id    = "district-found"
title = "District the child was found in"
key   = "district_found"
---*/
SELECT DISTINCT district_found AS key, district_found AS value
FROM missing_time
WHERE district_found IS NOT NULL
