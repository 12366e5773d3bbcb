/*---
id    = "duty-evidence"
title = "Evidence"
key   = "duty_evidence"
---*/
SELECT code AS key, label AS value FROM code_duty_evidence
