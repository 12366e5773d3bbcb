/*---
id    = "campaign"
title = "Campaign"
key   = "campaign"
---*/
SELECT DISTINCT campaign AS key, campaign AS value FROM fostering_household WHERE campaign IS NOT NULL
