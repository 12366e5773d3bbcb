/*---
id       = "assessment-check"
title    = "Checkpoint of an assessment"
area     = "assessment"
clock    = "assessment-review-point"
soon     = "2 working days"
roles    = ["social-worker", "team-manager"]
reminder = true
source   = "Domain guide, section 3 (local standard)"
---*/
SELECT assessment_id AS record_id, child_id, started_on, team_id, worker_id
FROM assessment
WHERE started_on IS NOT NULL AND authorised_on IS NULL
