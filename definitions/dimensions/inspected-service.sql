/*---
id    = "inspected-service"
title = "Service"
key   = "service"
---*/
SELECT DISTINCT service AS key, service AS value FROM inspection WHERE service IS NOT NULL
