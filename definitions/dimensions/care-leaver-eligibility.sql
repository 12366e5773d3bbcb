/*---
id    = "care-leaver-eligibility"
title = "Leaving care category"
key   = "eligibility"
of_child = true
order = ["Eligible", "Relevant", "Former Relevant", "Qualifying", "No Current Eligibility"]
---*/
SELECT code AS key, label AS value FROM code_care_leaver_eligibility
