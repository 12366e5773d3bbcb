/*---
id    = "closure-reason"
title = "Reason for closing"
key   = "closure_reason"
---*/
SELECT code AS key, max(label) AS value FROM code_cin_closure_reason GROUP BY code
