/*---
id    = "late-reason"
title = "Reason for lateness"
key   = "late_reason"
---*/
SELECT code AS key, label AS value FROM code_late_reason
