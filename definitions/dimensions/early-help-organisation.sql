/*---
id    = "early-help-organisation"
title = "Organisation leading the early help"
key   = "organisation"
---*/
SELECT DISTINCT organisation AS key, organisation AS value
FROM early_help_episode
WHERE organisation IS NOT NULL
