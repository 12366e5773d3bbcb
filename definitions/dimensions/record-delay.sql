/*---
id    = "record-delay"
title = "First thing that was late"
key   = "record_delay"
order = ["In time", "Decisions late", "Record late", "Sent out late", "Not yet due"]
---*/
SELECT 'In time' AS key, 'In time' AS value
UNION ALL SELECT 'Decisions late', 'Decisions late'
UNION ALL SELECT 'Record late', 'Record late'
UNION ALL SELECT 'Sent out late', 'Sent out late'
UNION ALL SELECT 'Not yet due', 'Not yet due'
