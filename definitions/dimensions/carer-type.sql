/*---
id    = "carer-type"
title = "Kind of carer"
key   = "carer_type"
order = ["Mainstream", "Specialist", "Parent and child", "Kinship"]
---*/
SELECT code AS key, label AS value FROM code_carer_type
