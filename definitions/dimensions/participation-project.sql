/*---
id    = "participation-project"
title = "Group or project"
key   = "project"
---*/
SELECT DISTINCT project AS key, project AS value FROM participation_event WHERE project IS NOT NULL
