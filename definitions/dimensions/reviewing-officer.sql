/*---
id    = "reviewing-officer"
title = "Reviewing officer"
key   = "iro_id"
staff = true
---*/
SELECT worker_id AS key, worker_id AS value FROM worker
