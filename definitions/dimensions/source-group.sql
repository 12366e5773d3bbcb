/*---
id    = "source-group"
title = "Source group"
key   = "source"
order = ["Individual", "Schools", "Education services", "Health", "Housing", "Council services", "Police", "Other legal", "Other", "Anonymous", "Unknown"]
---*/
SELECT code AS key, max(group_name) AS value FROM code_referral_source GROUP BY code
