/*---
id    = "worker-agency"
title = "Agency or permanent worker"
key   = "worker_id"
order = ["Permanent", "Agency"]
---*/
SELECT worker_id AS key, CASE WHEN agency THEN 'Agency' ELSE 'Permanent' END AS value
FROM worker
WHERE agency IS NOT NULL
