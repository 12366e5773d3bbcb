/*---
id    = "alternative-plan-outcome"
title = "How the plan ended"
key   = "outcome"
---*/
SELECT code AS key, label AS value FROM code_alternative_plan_outcome
