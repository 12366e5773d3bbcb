/*---
id    = "risk-type"
title = "Main risk"
key   = "risk_type"
---*/
SELECT code AS key, label AS value FROM code_alternative_plan_risk
