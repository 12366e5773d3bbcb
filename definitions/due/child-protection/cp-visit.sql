/*---
id     = "cp-visit"
title  = "Child protection visit"
area   = "child-protection"
clock  = "cp-visit"
soon   = "2 working days"
roles  = ["social-worker", "team-manager"]
needs  = ["cp_visit.visited_on"]
source = "Local procedures, 10 to 20 working days common"
---*/
SELECT cp_plan_id AS record_id, child_id, from_on AS started_on, plan_ended_on AS until_on
FROM cp_visit_stretch
WHERE from_on <= data_until() AND coalesce(until_on, DATE '9999-12-31') > data_until()
