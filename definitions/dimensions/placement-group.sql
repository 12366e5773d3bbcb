/*---
id    = "placement-group"
title = "Placement"
key   = "placement_type"
of_child = true
order = ["Foster care", "Kinship foster care", "Placed for adoption", "Placed with parents", "Residential care", "Secure unit", "Supported accommodation", "Other"]
---*/
SELECT code AS key, max(group_name) AS value FROM code_placement_type GROUP BY code
