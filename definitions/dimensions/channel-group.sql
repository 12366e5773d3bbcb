/*---
id    = "channel-group"
title = "Kind of channel"
key   = "channel"
order = ["Phone", "Electronic", "Fax", "Paper"]
---*/
SELECT code AS key, max(group_name) AS value FROM code_contact_channel GROUP BY code
