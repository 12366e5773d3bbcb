/*---
id    = "participation-kind"
title = "Meeting or project"
key   = "kind"
---*/
SELECT code AS key, max(label) AS value FROM code_participation_kind GROUP BY code
