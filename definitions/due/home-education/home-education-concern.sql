/*---
id     = "home-education-concern"
title  = "Worry about home education to be acted on"
area   = "home-education"
clock  = "ehe-concern"
soon   = "3 working days"
roles  = ["head-of-service"]
lapses = "12 months"
source = "Local protocol"
---*/
SELECT home_education_concern_id AS record_id, child_id, raised_on AS started_on, act_by_on AS due_on
FROM home_education_concern
WHERE raised_on IS NOT NULL AND acted_on IS NULL
