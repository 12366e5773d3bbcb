/*---
id    = "worker-change-reason"
title = "Reason for the change of worker"
key   = "change_reason"
---*/
SELECT code AS key, label AS value
FROM code_social_worker_change_reason
