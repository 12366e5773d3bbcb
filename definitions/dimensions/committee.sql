/*---
id    = "committee"
title = "Committee"
key   = "committee"
---*/
SELECT DISTINCT committee AS key, committee AS value FROM report_presented WHERE committee IS NOT NULL
