/*---
id    = "sample-method"
title = "How the case was drawn"
key   = "sample_method"
---*/
SELECT code AS key, max(label) AS value FROM code_sample_method GROUP BY code
