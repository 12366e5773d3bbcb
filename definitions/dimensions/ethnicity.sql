/*---
id    = "ethnicity"
title = "Ethnicity"
key   = "child_id"
---*/
SELECT c.child_id AS key, coalesce(e.label, c.ethnicity) AS value
FROM child c
LEFT JOIN code_ethnicity e ON e.code = upper(c.ethnicity)
