/*---
id    = "alternative-plan-type"
title = "Kind of plan"
key   = "plan_type"
---*/
SELECT code AS key, label AS value FROM code_alternative_plan_type
