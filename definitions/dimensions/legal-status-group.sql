/*---
id    = "legal-status-group"
title = "Legal status group"
key   = "legal_status"
of_child = true
order = ["Full care order", "Interim care order", "Placement order", "Section 20", "Remand", "Other"]
---*/
SELECT code AS key, max(group_name) AS value FROM code_legal_status GROUP BY code
