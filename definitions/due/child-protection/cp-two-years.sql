/*---
id       = "cp-two-years"
title    = "Protection plan about to reach two years"
area     = "child-protection"
clock    = "cp-plan-2-years"
soon     = "3 months"
roles    = ["social-worker", "team-manager", "reviewing-officer"]
reminder = true
source   = "National plan duration measure (more than 729 days)"
---*/
SELECT cp_plan_id AS record_id, child_id, started_on, ended_on AS until_on
FROM cp_plan_counted
