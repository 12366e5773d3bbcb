/*---
id    = "care-leaver-age"
title = "Age of the care leaver"
key   = "child_id"
dated = true
order = ["Under 18", "18", "19 to 21", "22 to 24", "25 and over"]
---*/
WITH leaver AS (
  SELECT DISTINCT c.child_id, c.born_on
  FROM child c
  JOIN care_leaver l ON l.child_id = c.child_id
  WHERE c.born_on IS NOT NULL
)
SELECT child_id AS key, 'Under 18' AS value, born_on AS from_on, birthday(born_on, 18) AS until_on FROM leaver
UNION ALL
SELECT child_id AS key, '18' AS value, birthday(born_on, 18) AS from_on, birthday(born_on, 19) AS until_on FROM leaver
UNION ALL
SELECT child_id AS key, '19 to 21' AS value, birthday(born_on, 19) AS from_on, birthday(born_on, 22) AS until_on FROM leaver
UNION ALL
SELECT child_id AS key, '22 to 24' AS value, birthday(born_on, 22) AS from_on, birthday(born_on, 25) AS until_on FROM leaver
UNION ALL
SELECT child_id AS key, '25 and over' AS value, birthday(born_on, 25) AS from_on, DATE '9999-12-31' AS until_on FROM leaver
