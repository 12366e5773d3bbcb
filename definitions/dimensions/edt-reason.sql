/*---
id    = "edt-reason"
title = "Reason for the emergency duty contact"
key   = "reason"
of_child = true
---*/
SELECT code AS key, max(label) AS value FROM code_emergency_duty_reason GROUP BY code
