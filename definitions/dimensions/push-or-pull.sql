/*---
id    = "push-or-pull"
title = "Push or pull"
key   = "record_id"
many  = true
order = ["Push", "Pull"]
---*/
SELECT DISTINCT f.return_interview_id AS key, c.group_name AS value
FROM return_interview_factor f
JOIN code_missing_factor c ON c.code = f.factor
WHERE c.group_name IS NOT NULL
