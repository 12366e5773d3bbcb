/*---
id    = "initial-category"
title = "Category of abuse when the plan began"
key   = "initial_category"
of_child = true
order = ["Neglect", "Emotional abuse", "Physical abuse", "Sexual abuse", "Multiple/not recommended"]
---*/
SELECT code AS key, label AS value FROM code_cp_category_of_abuse
UNION ALL
SELECT label AS key, label AS value FROM code_cp_category_of_abuse
