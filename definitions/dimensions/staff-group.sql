/*---
id    = "staff-group"
title = "Kind of post"
key   = "role"
order = ["Social worker", "Social work manager", "Reviewing officer", "Family worker", "Support"]
---*/
SELECT code AS key, max(group_name) AS value FROM code_post_role GROUP BY code
