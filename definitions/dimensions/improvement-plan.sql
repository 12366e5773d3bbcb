/*---
id    = "improvement-plan"
title = "Improvement plan"
key   = "improvement_plan_id"
---*/
SELECT improvement_plan_id AS key, coalesce(name, improvement_plan_id) AS value FROM improvement_plan
