/*---
id    = "return-interview-outcome"
title = "What became of the return interview"
key   = "outcome"
order = ["Held within 72 hours", "Held later", "Refused", "Offered, not held", "Not offered", "Not yet 72 hours"]
---*/
SELECT 'in time' AS key, 'Held within 72 hours' AS value
UNION ALL SELECT 'late', 'Held later'
UNION ALL SELECT 'refused', 'Refused'
UNION ALL SELECT 'not held', 'Offered, not held'
UNION ALL SELECT 'not offered', 'Not offered'
UNION ALL SELECT 'not yet', 'Not yet 72 hours'
