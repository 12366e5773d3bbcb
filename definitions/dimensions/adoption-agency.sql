/*---
id    = "adoption-agency"
title = "Adoption agency"
key   = "adoption_agency"
---*/
SELECT DISTINCT agency AS key, agency AS value FROM adopter WHERE agency IS NOT NULL
