/*---
id    = "practice-quality"
title = "Quality of care and practice"
key   = "practice"
order = ["Red", "Amber", "Green", "Blue"]
---*/
SELECT code AS key, label AS value FROM code_rating_colour
