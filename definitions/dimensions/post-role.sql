/*---
id    = "post-role"
title = "Role"
key   = "role"
---*/
SELECT code AS key, max(label) AS value FROM code_post_role GROUP BY code
