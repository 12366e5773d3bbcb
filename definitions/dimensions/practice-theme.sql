/*---
id    = "practice-theme"
title = "Theme"
key   = "theme"
---*/
SELECT code AS key, max(label) AS value FROM code_practice_theme GROUP BY code
