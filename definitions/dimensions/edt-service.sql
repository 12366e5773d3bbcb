/*---
id    = "edt-service"
title = "Emergency duty service"
key   = "service"
---*/
SELECT code AS key, max(label) AS value FROM code_emergency_duty_service GROUP BY code
