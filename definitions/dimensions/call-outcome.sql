/*---
id    = "call-outcome"
title = "Outcome of the call"
key   = "call_outcome"
order = ["Answered", "Abandoned", "Abandoned within 5 seconds", "Diverted"]
---*/
SELECT 'Answered' AS key, 'Answered' AS value
UNION ALL SELECT 'Abandoned', 'Abandoned'
UNION ALL SELECT 'Abandoned within 5 seconds', 'Abandoned within 5 seconds'
UNION ALL SELECT 'Diverted', 'Diverted'
