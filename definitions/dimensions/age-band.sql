/*---
id    = "age-band"
title = "Age"
key   = "child_id"
dated = true
order = ["unborn", "under 1", "1 to 4", "5 to 9", "10 to 15", "16 to 17", "18 and over"]
---*/
SELECT child_id AS key, value, from_on, until_on FROM child_age_band
