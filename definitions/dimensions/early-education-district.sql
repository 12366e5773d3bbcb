/*---
id    = "early-education-district"
title = "District of the count"
key   = "district"
---*/
SELECT DISTINCT district AS key, district AS value FROM early_education_count WHERE district IS NOT NULL
