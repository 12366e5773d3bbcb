/*---
id    = "team"
title = "Team"
key   = "team_id"
otherwise = "allocated-team"
---*/
SELECT team_id AS key, coalesce(name, team_id) AS value FROM team
