/*---
id         = "cp-plans-over-2-years"
title      = "Plans open for 2 years or more"
area       = "child-protection"
question   = "Are children left on a plan for years without becoming safe?"
counts     = "children with a protection plan open at the end of the period's last day"
shape      = "spell"
measure    = "percentage"
unit       = "%"
per        = "child"
good       = "low"
limit      = "730 days"
dimensions = ["district", "age-band", "sex", "ethnicity", "ethnicity-group", "disability", "team", "worker", "category"]
evidence   = ["plan_started_on", "plan_ended_on", "two_years_on"]
benchmark  = "lait:CPPlans2yrsActive"
source     = "Children in Need census, table D5"
status     = "live"
since      = "0.1"
---*/
SELECT child_id, cp_plan_id AS record_id, started_on,
       least(ended_on, started_on + 730) AS ended_on,
       false AS met, latest_category AS category,
       started_on AS plan_started_on, ended_on AS plan_ended_on, started_on + 730 AS two_years_on
FROM cp_plan_counted
UNION ALL
SELECT child_id, cp_plan_id AS record_id, started_on + 730 AS started_on,
       ended_on,
       true AS met, latest_category AS category,
       started_on AS plan_started_on, ended_on AS plan_ended_on, started_on + 730 AS two_years_on
FROM cp_plan_counted
WHERE coalesce(ended_on, DATE '9999-12-31') > started_on + 730
