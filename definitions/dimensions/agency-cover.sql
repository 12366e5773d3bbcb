/*---
id    = "agency-cover"
title = "Why agency workers are used"
key   = "covers"
order = ["Covering a vacancy", "Covering somebody absent", "Extra to the posts"]
---*/
SELECT code AS key, max(label) AS value FROM code_post_cover GROUP BY code
