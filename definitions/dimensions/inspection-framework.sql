/*---
id    = "inspection-framework"
title = "Inspection framework"
key   = "framework"
---*/
SELECT code AS key, max(label) AS value FROM code_inspection_framework GROUP BY code
