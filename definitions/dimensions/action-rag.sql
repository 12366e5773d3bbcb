/*---
id    = "action-rag"
title = "Colour"
key   = "rag"
order = ["Red", "Amber", "Green", "Blue: complete"]
---*/
SELECT code AS key, max(label) AS value FROM code_rag GROUP BY code
