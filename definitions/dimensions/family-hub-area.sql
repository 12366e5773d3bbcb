/*---
id    = "family-hub-area"
title = "Family hub area"
key   = "hub_area"
---*/
SELECT DISTINCT hub_area AS key, hub_area AS value FROM early_education_count WHERE hub_area IS NOT NULL
