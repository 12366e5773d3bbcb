/*---
id    = "job-title"
title = "Job title of the worker"
key   = "worker_id"
---*/
SELECT worker_id AS key, job_title AS value FROM worker WHERE job_title IS NOT NULL
