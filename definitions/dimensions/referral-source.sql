/*---
id    = "referral-source"
title = "Source"
key   = "source"
---*/
SELECT code AS key, max(label) AS value FROM code_referral_source GROUP BY code
