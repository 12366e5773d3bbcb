/*---
id    = "training-course"
title = "Course"
key   = "course"
---*/
SELECT code AS key, max(label) AS value FROM code_training_course GROUP BY code
