/*---
id     = "core-group-later"
title  = "Core group"
area   = "child-protection"
clock  = "core-group-later"
soon   = "5 working days"
roles  = ["social-worker", "team-manager"]
source = "Local procedures, commonly 4 to 6 weeks"
---*/
SELECT core_group_due_id AS record_id, child_id, after_on AS started_on, plan_ended_on AS until_on
FROM core_group_due
WHERE NOT first_group AND held_on IS NULL
