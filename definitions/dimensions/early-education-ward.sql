/*---
id    = "early-education-ward"
title = "Ward"
key   = "ward"
---*/
SELECT DISTINCT ward AS key, ward AS value FROM early_education_count WHERE ward IS NOT NULL
