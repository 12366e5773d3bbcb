/*---
id    = "action-owner"
title = "Owner"
key   = "owner"
---*/
SELECT DISTINCT owner AS key, owner AS value FROM action WHERE owner IS NOT NULL
UNION
SELECT DISTINCT owner AS key, owner AS value FROM committee_action WHERE owner IS NOT NULL
