/*---
id    = "audit-subject"
title = "What was audited"
key   = "subject"
---*/
SELECT code AS key, max(label) AS value FROM code_audit_subject GROUP BY code
