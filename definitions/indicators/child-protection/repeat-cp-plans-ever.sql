/*---
id         = "repeat-cp-plans-ever"
title      = "Second or subsequent plan, ever"
area       = "child-protection"
question   = "Do children stay safe after a plan ends, or do they need another?"
counts     = "protection plans that started in the period"
shape      = "event"
measure    = "percentage"
unit       = "%"
per        = "record"
good       = "low"
dimensions = ["district", "age-band", "sex", "ethnicity", "ethnicity-group", "disability", "team", "worker", "category", "initial-category", "gap-band"]
evidence   = ["started_on", "earlier_plans", "previous_plan_id", "previous_ended_on"]
benchmark  = "lait:PrevRegCPR"
source     = "Children in Need census, table D3"
status     = "live"
since      = "0.1"
---*/
SELECT child_id, cp_plan_id AS record_id, started_on AS happened_on,
       earlier_plans > 0 AS met,
       CASE WHEN earlier_plans = 0 THEN 'No earlier plan'
            WHEN previous_ended_on IS NULL THEN 'Not known'
            WHEN previous_ended_on > add_months(started_on, -6) THEN 'Under 6 months'
            WHEN previous_ended_on > add_months(started_on, -12) THEN '6 to 12 months'
            WHEN previous_ended_on > add_months(started_on, -24) THEN '1 to 2 years'
            WHEN previous_ended_on > add_months(started_on, -60) THEN '2 to 5 years'
            ELSE '5 years and over' END AS gap_band,
       initial_category, latest_category AS category,
       started_on, earlier_plans, previous_plan_id, previous_ended_on
FROM cp_plan_counted
