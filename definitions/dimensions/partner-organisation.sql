/*---
id    = "partner-organisation"
title = "School or other body"
key   = "organisation"
---*/
SELECT DISTINCT organisation AS key, organisation AS value FROM training_record WHERE organisation IS NOT NULL
