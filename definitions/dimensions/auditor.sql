/*---
id    = "auditor"
title = "Auditor"
key   = "auditor_id"
staff = true
---*/
SELECT worker_id AS key, worker_id AS value FROM worker
