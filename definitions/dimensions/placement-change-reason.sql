/*---
id    = "placement-change-reason"
title = "Reason for the change of placement"
key   = "placement_change_reason"
---*/
SELECT code AS key, max(label) AS value FROM code_placement_change_reason GROUP BY code
