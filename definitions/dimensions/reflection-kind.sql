/*---
id    = "reflection-kind"
title = "Kind of item"
key   = "kind"
---*/
SELECT code AS key, max(label) AS value FROM code_reflection_kind GROUP BY code
