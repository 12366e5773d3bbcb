/*---
id         = "partner-staff-trained"
title      = "Training completed by schools and other partners"
area       = "workforce"
question   = "Do schools and partner agencies take up our training?"
counts     = "courses completed in the period by people from schools and other agencies"
shape      = "event"
measure    = "count"
unit       = "places"
good       = "high"
sensitivity = "none"
dimensions = ["partner-agency", "partner-organisation", "training-course"]
evidence   = ["organisation", "partner_agency", "course"]
source     = "Local measure"
status     = "live"
since      = "0.1"
---*/
SELECT CAST(NULL AS VARCHAR) AS child_id, training_record_id AS record_id, completed_on AS happened_on, partner_agency, organisation, course
FROM training_record
WHERE completed_on IS NOT NULL AND worker_id IS NULL AND (partner_agency IS NOT NULL OR organisation IS NOT NULL)
