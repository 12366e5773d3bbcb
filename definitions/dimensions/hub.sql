/*---
id    = "hub"
title = "Family hub"
key   = "hub"
---*/
SELECT DISTINCT hub AS key, hub AS value FROM family_hub_contact WHERE hub IS NOT NULL
