/*---
id         = "alternative-plans-ended"
title      = "Alternative multi-agency plans ended"
area       = "child-protection"
question   = "How do plans made for harm outside the home end?"
counts     = "alternative multi-agency plans that ended in the period"
shape      = "event"
measure    = "count"
unit       = "plans"
per        = "record"
good       = "neutral"
dimensions = ["alternative-plan-outcome", "alternative-plan-type", "risk-type", "district", "team"]
evidence   = ["started_on", "ended_on", "plan_type", "outcome"]
source     = "Local measure"
status     = "live"
since      = "0.1"
---*/
SELECT child_id, alternative_plan_id AS record_id, ended_on AS happened_on,
       plan_type, risk_type, outcome, team_id, started_on, ended_on
FROM alternative_plan
WHERE ended_on IS NOT NULL
