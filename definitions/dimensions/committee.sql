/*---
id    = "committee"
title = "Committee"
key   = "committee"
---*/
SELECT DISTINCT committee AS key, committee AS value FROM committee_action WHERE committee IS NOT NULL
