/*---
id    = "category-of-need"
title = "Category of need"
key   = "need"
of_child = true
---*/
SELECT code AS key, max(label) AS value FROM code_cla_category_of_need GROUP BY code
