/*---
id    = "audit-programme"
title = "Audit"
key   = "programme"
---*/
SELECT DISTINCT programme AS key, programme AS value FROM case_audit WHERE programme IS NOT NULL
