/*---
id    = "committee"
title = "Committee"
key   = "committee"
---*/
SELECT committee AS key, committee AS value FROM committee_action WHERE committee IS NOT NULL
UNION
SELECT committee AS key, committee AS value FROM report_presented WHERE committee IS NOT NULL
