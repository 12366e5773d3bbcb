/*---
id    = "audit-grade"
title = "Grade of the audit"
key   = "grade"
order = ["Outstanding", "Good", "Requires improvement", "Inadequate"]
---*/
SELECT code AS key, max(label) AS value FROM code_audit_grade GROUP BY code
