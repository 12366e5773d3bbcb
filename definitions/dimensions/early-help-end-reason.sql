/*---
id    = "early-help-end-reason"
title = "Why the early help ended"
key   = "end_reason"
---*/
SELECT DISTINCT end_reason AS key, end_reason AS value
FROM early_help_episode
WHERE end_reason IS NOT NULL
