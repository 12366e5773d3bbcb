/*---
id    = "social-care-status"
title = "Looked after or in need"
key   = "child_id"
dated = true
order = ["Looked after", "In need", "Neither"]
---*/
SELECT child_id AS key, value, from_on, until_on FROM child_status
