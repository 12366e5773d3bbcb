/*---
id    = "care-leaver-accommodation"
title = "Accommodation of the care leaver"
key   = "accommodation"
order = ["With former foster carers", "With parents or relatives", "Independent living", "Supported lodgings", "Semi-independent accommodation", "Foyer or similar", "Residential or health setting", "Ordinary lodgings", "Bed and breakfast", "Emergency accommodation", "No fixed abode", "In custody", "Other accommodation", "Gone abroad", "Deported", "Residence not known"]
---*/
SELECT code AS key,
       CASE code WHEN 'Z' THEN 'With former foster carers'
                 WHEN 'B' THEN 'With parents or relatives'
                 WHEN 'U' THEN 'Independent living'
                 WHEN 'E' THEN 'Supported lodgings'
                 WHEN 'D' THEN 'Semi-independent accommodation'
                 WHEN 'T' THEN 'Foyer or similar'
                 WHEN 'C' THEN 'Residential or health setting'
                 WHEN 'K' THEN 'Ordinary lodgings'
                 WHEN 'W' THEN 'Bed and breakfast'
                 WHEN 'V' THEN 'Emergency accommodation'
                 WHEN 'S' THEN 'No fixed abode'
                 WHEN 'X' THEN 'In custody'
                 WHEN 'Y' THEN 'Other accommodation'
                 WHEN 'G' THEN 'Gone abroad'
                 WHEN 'H' THEN 'Deported'
                 WHEN 'R' THEN 'Residence not known'
                 ELSE label END AS value
FROM code_care_leaver_accommodation
