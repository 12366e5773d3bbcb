/*---
id    = "unaccompanied"
title = "Unaccompanied asylum-seeking children"
key   = "unaccompanied"
dated = false
many  = false
order = ["Unaccompanied asylum-seeking", "Other children"]
---*/
SELECT 'yes' AS key, 'Unaccompanied asylum-seeking' AS value
UNION ALL SELECT 'no', 'Other children'
