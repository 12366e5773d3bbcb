/*---
id    = "service-report"
title = "Report"
key   = "report"
---*/
SELECT code AS key, label AS value FROM code_service_report
