/*---
id    = "refusal-reason"
title = "Why the child did not want an interview"
key   = "refusal_reason"
---*/
SELECT code AS key, label AS value FROM code_return_interview_refusal
