/*---
id    = "home-education-reason"
title = "Main reason for home education"
key   = "reason"
---*/
SELECT code AS key, max(label) AS value FROM code_home_education_reason GROUP BY code
