/*---
id    = "feedback-age"
title = "Age group given"
key   = "age_group"
of_child = true
---*/
SELECT DISTINCT age_group AS key, age_group AS value FROM child_feedback WHERE age_group IS NOT NULL
