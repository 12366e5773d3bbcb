/*---
id    = "allocated-team"
title = "Allocated team"
key   = "child_id"
dated = true
---*/
SELECT a.child_id AS key, coalesce(t.name, a.team_id) AS value, a.from_on, a.until_on
FROM child_allocation a
LEFT JOIN team t ON t.team_id = a.team_id
