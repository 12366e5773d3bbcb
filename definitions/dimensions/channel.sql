/*---
id    = "channel"
title = "Channel"
key   = "channel"
---*/
SELECT code AS key, max(label) AS value FROM code_contact_channel GROUP BY code
