/*---
id    = "feedback-looked-after"
title = "Looked after"
key   = "looked_after"
of_child = true
order = ["Looked after", "Not looked after"]
---*/
SELECT 'yes' AS key, 'Looked after' AS value
UNION ALL SELECT 'no', 'Not looked after'
