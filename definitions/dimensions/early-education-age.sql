/*---
id    = "early-education-age"
title = "Age of the children in early education"
key   = "age_group"
order = ["2 years", "3 and 4 years"]
---*/
SELECT code AS key, label AS value FROM code_early_education_age
