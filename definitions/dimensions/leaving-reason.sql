/*---
id    = "leaving-reason"
title = "Reason for leaving"
key   = "leaving_reason"
---*/
SELECT code AS key, max(label) AS value FROM code_leaving_reason GROUP BY code
