/*---
id    = "team-manager"
title = "Team manager"
key   = "manager_id"
staff = true
---*/
SELECT worker_id AS key, worker_id AS value FROM worker
