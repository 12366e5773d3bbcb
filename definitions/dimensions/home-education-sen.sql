/*---
id    = "home-education-sen"
title = "Special educational needs of the home educated"
key   = "sen"
of_child = true
order = ["Education, health and care plan", "Special educational needs support", "No special educational need"]
---*/
SELECT code AS key, label AS value FROM code_home_education_sen
