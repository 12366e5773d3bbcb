/*---
id    = "missing-factor"
title = "Push or pull factor"
key   = "record_id"
many  = true
---*/
SELECT DISTINCT f.return_interview_id AS key, coalesce(c.label, f.factor) AS value
FROM return_interview_factor f
LEFT JOIN code_missing_factor c ON c.code = f.factor
