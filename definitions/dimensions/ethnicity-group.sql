/*---
id    = "ethnicity-group"
title = "Ethnic group"
key   = "child_id"
order = ["White", "Mixed", "Asian or Asian British", "Black or Black British", "Other ethnic group", "Not stated"]
---*/
SELECT c.child_id AS key, coalesce(e.group_name, 'Not stated') AS value
FROM child c
LEFT JOIN code_ethnicity e ON e.code = upper(c.ethnicity)
WHERE c.ethnicity IS NOT NULL
