/*---
id    = "edt-outcome"
title = "Outcome of the emergency duty contact"
key   = "outcome"
---*/
SELECT code AS key, max(label) AS value FROM code_emergency_duty_outcome GROUP BY code
