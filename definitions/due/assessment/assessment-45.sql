/*---
id     = "assessment-45"
title  = "Child and family assessment"
area   = "assessment"
clock  = "assessment-45"
soon   = "10 working days"
roles  = ["social-worker", "team-manager"]
source = "Working Together to Safeguard Children 2023, chapter 3"
---*/
SELECT assessment_id AS record_id, child_id, started_on, team_id, worker_id
FROM assessment
WHERE started_on IS NOT NULL AND authorised_on IS NULL
