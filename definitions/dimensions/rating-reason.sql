/*---
id    = "rating-reason"
title = "Reason for the rating"
key   = "record_id"
many = true
---*/
SELECT r.iro_rating_id AS key, c.label AS value
FROM iro_rating_reason r
JOIN code_rating_reason c ON c.code = r.reason
