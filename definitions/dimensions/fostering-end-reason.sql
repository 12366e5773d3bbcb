/*---
id    = "fostering-end-reason"
title = "Why the household left"
key   = "fostering_end_reason"
---*/
SELECT code AS key, label AS value FROM code_fostering_end_reason
