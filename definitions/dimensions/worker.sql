/*---
id    = "worker"
title = "Worker"
key   = "worker_id"
otherwise = "allocated-worker"
---*/
SELECT worker_id AS key, worker_id AS value FROM worker
