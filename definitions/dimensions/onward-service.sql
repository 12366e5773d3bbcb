/*---
id    = "onward-service"
title = "Onward service"
key   = "onward_service"
---*/
SELECT code AS key, max(label) AS value FROM code_onward_service GROUP BY code
