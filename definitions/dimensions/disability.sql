/*---
id    = "disability"
title = "Disability"
key   = "child_id"
order = ["Disabled", "No disability recorded"]
---*/
SELECT c.child_id AS key,
       CASE WHEN d.child_id IS NULL THEN 'No disability recorded' ELSE 'Disabled' END AS value
FROM child c
LEFT JOIN (SELECT DISTINCT child_id FROM disability WHERE coalesce(upper(disability), 'NONE') <> 'NONE') d ON d.child_id = c.child_id
