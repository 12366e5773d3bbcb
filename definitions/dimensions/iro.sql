/*---
id    = "iro"
title = "Independent reviewing officer"
key   = "child_id"
dated = true
many  = false
staff = true
---*/
SELECT child_id AS key, worker_id AS value, started_on AS from_on,
       coalesce(ended_on, DATE '9999-12-31') AS until_on
FROM iro_involvement
