/*---
id    = "early-help-reason"
title = "Reason for early help"
key   = "reason"
---*/
SELECT DISTINCT reason AS key, reason AS value
FROM early_help_episode
WHERE reason IS NOT NULL
