/*---
id    = "age-13-to-17"
title = "Age in years"
key   = "child_id"
dated = true
order = ["13", "14", "15", "16", "17"]
---*/
SELECT c.child_id AS key, CAST(n.years AS VARCHAR) AS value, birthday(c.born_on, n.years) AS from_on, birthday(c.born_on, n.years + 1) AS until_on
FROM child c
CROSS JOIN (VALUES (13), (14), (15), (16), (17)) AS n(years)
WHERE c.born_on IS NOT NULL
