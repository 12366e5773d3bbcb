/*---
id    = "post-grade"
title = "Grade of the post"
key   = "grade"
---*/
SELECT DISTINCT grade AS key, grade AS value FROM post WHERE grade IS NOT NULL
