/*---
id     = "core-group-first"
title  = "First core group"
area   = "child-protection"
clock  = "core-group-first"
soon   = "5 working days"
roles  = ["social-worker", "team-manager"]
source = "Working Together to Safeguard Children 2023, chapter 3"
---*/
SELECT core_group_due_id AS record_id, child_id, after_on AS started_on, plan_ended_on AS until_on
FROM core_group_due
WHERE first_group AND held_on IS NULL
