/*---
id    = "family-district"
title = "District of the family"
key   = "home_child_id"
of_child = true
dated = true
---*/
SELECT child_id AS key, district AS value, from_on, until_on FROM child_district
