/*---
id    = "plan-progress"
title = "Progress of the plan"
key   = "progress"
order = ["Red", "Amber", "Green", "Blue"]
---*/
SELECT code AS key, label AS value FROM code_rating_colour
