/*---
id         = "repeat-cp-plan-gap"
title      = "Length of time between plans"
area       = "child-protection"
question   = "When a child needs another plan, how long has it been since the last one?"
counts     = "repeat protection plans that started in the period and whose previous plan has a known end"
shape      = "event"
measure    = "median"
unit       = "months"
per        = "record"
good       = "neutral"
dimensions = ["category", "initial-category", "age-band", "district", "gap-band"]
evidence   = ["previous_plan_id", "previous_ended_on", "started_on", "days_between", "gap_band"]
source     = "Local measure; the regional quarterly return counts gaps of up to 24 months"
status     = "live"
since      = "0.1"
---*/
SELECT child_id, cp_plan_id AS record_id, started_on AS happened_on,
       CAST(started_on - previous_ended_on AS DOUBLE) * 12 / 365.25 AS measured,
       CASE WHEN previous_ended_on IS NULL THEN 'Not known'
            WHEN previous_ended_on > add_months(started_on, -6) THEN 'Under 6 months'
            WHEN previous_ended_on > add_months(started_on, -12) THEN '6 to 12 months'
            WHEN previous_ended_on > add_months(started_on, -24) THEN '1 to 2 years'
            WHEN previous_ended_on > add_months(started_on, -60) THEN '2 to 5 years'
            ELSE '5 years and over' END AS gap_band,
       initial_category, latest_category AS category,
       previous_plan_id, previous_ended_on, started_on, started_on - previous_ended_on AS days_between
FROM cp_plan_counted
WHERE earlier_plans > 0
