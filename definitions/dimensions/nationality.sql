/*---
id    = "nationality"
title = "Nationality"
key   = "child_id"
dated = false
many  = false
---*/
SELECT child_id AS key, nationality AS value FROM child WHERE nationality IS NOT NULL
