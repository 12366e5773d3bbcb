/*---
id    = "provider"
title = "Provider"
key   = "provider"
---*/
SELECT code AS key, max(label) AS value FROM code_placement_provider GROUP BY code
