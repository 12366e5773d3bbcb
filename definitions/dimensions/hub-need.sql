/*---
id    = "hub-need"
title = "What the family came for"
key   = "need"
---*/
SELECT code AS key, max(label) AS value FROM code_family_hub_need GROUP BY code
