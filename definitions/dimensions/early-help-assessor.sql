/*---
id    = "early-help-assessor"
title = "Organisation that completed the assessment"
key   = "organisation"
---*/
SELECT DISTINCT organisation AS key, organisation AS value
FROM early_help_assessment
WHERE organisation IS NOT NULL
