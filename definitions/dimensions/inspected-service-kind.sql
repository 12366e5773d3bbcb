/*---
id    = "inspected-service-kind"
title = "Kind of service"
key   = "service_kind"
---*/
SELECT code AS key, max(label) AS value FROM code_inspected_service_kind GROUP BY code
