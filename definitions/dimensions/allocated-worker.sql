/*---
id    = "allocated-worker"
title = "Allocated worker"
key   = "child_id"
dated = true
staff = true
---*/
SELECT child_id AS key, worker_id AS value, from_on, until_on FROM child_allocation
