/*---
id    = "worker"
title = "Worker"
key   = "worker_id"
otherwise = "allocated-worker"
staff = true
---*/
SELECT worker_id AS key, worker_id AS value FROM worker
