/*---
id    = "audit-type"
title = "Kind of audit"
key   = "audit_type"
---*/
SELECT code AS key, max(label) AS value FROM code_case_audit_type GROUP BY code
