/*---
id    = "fostering-stage"
title = "Stage"
key   = "fostering_stage"
order = ["Enquiry", "Stage one", "Stage two", "Awaiting decision"]
---*/
SELECT 'Enquiry' AS key, 'Enquiry' AS value
UNION ALL SELECT 'Stage one', 'Stage one'
UNION ALL SELECT 'Stage two', 'Stage two'
UNION ALL SELECT 'Awaiting decision', 'Awaiting decision'
