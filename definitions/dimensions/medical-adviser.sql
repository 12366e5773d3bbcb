/*---
id    = "medical-adviser"
title = "Who advised"
key   = "medical_adviser"
order = ["General practitioner", "Paediatrician", "None"]
---*/
SELECT code AS key, group_name AS value FROM code_medical_adviser WHERE group_name IS NOT NULL
