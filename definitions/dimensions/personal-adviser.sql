/*---
id    = "personal-adviser"
title = "Personal adviser"
key   = "personal_adviser"
staff = true
---*/
SELECT DISTINCT personal_adviser AS key, personal_adviser AS value FROM care_leaver WHERE personal_adviser IS NOT NULL
