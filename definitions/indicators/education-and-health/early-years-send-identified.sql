/*---
id         = "early-years-send-identified"
title      = "Additional needs identified in funded early education"
area       = "education-and-health"
question   = "Are additional needs found early?"
counts     = "children in a funded place at the counts in the period"
shape      = "event"
measure    = "ratio"
unit       = "%"
per        = "record"
good       = "neutral"
dimensions = ["early-education-age", "early-education-district", "early-education-ward", "family-hub-area"]
evidence   = ["funded", "newly_identified"]
source     = "Early years census, special educational needs"
status     = "live"
since      = "0.1"
---*/
SELECT CAST(NULL AS VARCHAR) AS child_id, early_education_count_id AS record_id, as_at_on AS happened_on,
       CAST(newly_identified AS DOUBLE) AS numerator, CAST(funded AS DOUBLE) AS denominator,
       age_group, district, ward, hub_area, funded, newly_identified
FROM early_education_count
WHERE newly_identified IS NOT NULL AND funded IS NOT NULL
