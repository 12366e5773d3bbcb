/*---
id    = "participation"
title = "How the child took part"
key   = "participation"
dated = false
many  = false
---*/
SELECT code AS key, code || ': ' || label AS value FROM code_review_participation
