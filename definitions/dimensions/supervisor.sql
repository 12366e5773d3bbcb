/*---
id    = "supervisor"
title = "Supervisor"
key   = "supervisor_id"
staff = true
---*/
SELECT worker_id AS key, worker_id AS value FROM worker
