/*---
id    = "primary-need"
title = "Primary need"
key   = "primary_need"
of_child = true
---*/
SELECT code AS key, max(label) AS value FROM code_cin_primary_need GROUP BY code
