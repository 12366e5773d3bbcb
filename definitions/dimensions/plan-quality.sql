/*---
id    = "plan-quality"
title = "Quality of the plan"
key   = "plan_quality"
order = ["Good", "Adequate", "Needs work"]
---*/
SELECT code AS key, label AS value FROM code_plan_quality
