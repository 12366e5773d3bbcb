/*---
id    = "care-leaver-activity"
title = "Activity of the care leaver"
key   = "activity"
order = ["Higher education", "Other education", "Apprenticeship", "Training or employment", "Not in education, employment or training: illness or disability", "Not in education, employment or training: pregnancy or parenting", "Not in education, employment or training: other"]
---*/
SELECT code AS key,
       CASE WHEN code IN ('F1', 'P1') THEN 'Higher education'
            WHEN code IN ('F2', 'P2') THEN 'Other education'
            WHEN code IN ('F4', 'P4') THEN 'Apprenticeship'
            WHEN code IN ('F3', 'P3', 'F5', 'P5') THEN 'Training or employment'
            WHEN code = 'G4' THEN 'Not in education, employment or training: illness or disability'
            WHEN code = 'G6' THEN 'Not in education, employment or training: pregnancy or parenting'
            WHEN code = 'G5' THEN 'Not in education, employment or training: other'
            ELSE 'Not recorded' END AS value
FROM code_care_leaver_activity
