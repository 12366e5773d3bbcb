/*---
id    = "carer-district"
title = "District of the carers"
key   = "carer_district"
---*/
SELECT DISTINCT district AS key, district AS value FROM fostering_household WHERE district IS NOT NULL
