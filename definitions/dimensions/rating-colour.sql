/*---
id    = "rating-colour"
title = "Colour"
key   = "colour"
order = ["Red", "Amber", "Green", "Blue"]
---*/
SELECT code AS key, label AS value FROM code_rating_colour
