/*---
id    = "conference-chair"
title = "Conference chair"
key   = "child_id"
dated = true
staff = true
---*/
SELECT child_id AS key, worker_id AS value, started_on AS from_on,
       coalesce(ended_on, DATE '9999-12-31') + CASE WHEN ended_on IS NULL THEN 0 ELSE 1 END AS until_on
FROM involvement
WHERE child_id IS NOT NULL AND worker_id IS NOT NULL AND started_on IS NOT NULL AND lower(role) LIKE '%chair%'
