/*---
id    = "legal-status"
title = "Legal status"
key   = "legal_status"
of_child = true
---*/
SELECT code AS key, max(label) AS value FROM code_legal_status GROUP BY code
