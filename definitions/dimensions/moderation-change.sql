/*---
id    = "moderation-change"
title = "Grade after moderation"
key   = "moderation"
order = ["Lower", "Same", "Higher"]
---*/
SELECT 'Lower' AS key, 'Lower' AS value
UNION ALL SELECT 'Same', 'Same'
UNION ALL SELECT 'Higher', 'Higher'
