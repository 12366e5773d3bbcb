/*---
id     = "cin-visit"
title  = "Child in need visit"
area   = "children-in-need"
clock  = "cin-visit"
soon   = "3 working days"
roles  = ["social-worker", "team-manager"]
needs  = ["cin_visit.visited_on"]
source = "Local procedures, 4 to 6 weeks common"
---*/
SELECT cin_plan_id AS record_id, child_id, from_on AS started_on, plan_ended_on AS until_on
FROM cin_visit_stretch
WHERE from_on <= data_until() AND coalesce(until_on, DATE '9999-12-31') > data_until()
