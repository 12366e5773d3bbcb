/*---
id    = "dispute-theme"
title = "Theme"
key   = "theme"
---*/
SELECT code AS key, label AS value FROM code_rating_reason
