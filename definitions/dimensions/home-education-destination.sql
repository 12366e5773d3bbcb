/*---
id    = "home-education-destination"
title = "Where the child went"
key   = "end_reason"
order = ["School", "Arranged by the authority", "Moved", "Over compulsory school age", "Judged unsuitable", "Other"]
---*/
SELECT code AS key, max(group_name) AS value FROM code_home_education_end GROUP BY code
