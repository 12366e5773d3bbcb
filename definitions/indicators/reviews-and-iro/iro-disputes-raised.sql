/*---
id         = "iro-disputes-raised"
title      = "Disputes raised by IROs"
area       = "reviews-and-iro"
question   = "Do reviewing officers speak up when a plan is not carried out?"
counts     = "disputes raised in the period, informal ones included"
shape      = "event"
measure    = "count"
unit       = "disputes"
per        = "record"
good       = "neutral"
dimensions = ["dispute-stage", "dispute-theme", "dispute-outcome", "team", "reviewing-officer"]
evidence   = ["raised_on", "formal_on", "resolved_on"]
source     = "IRO Handbook, 2010"
status     = "live"
since      = "0.1"
---*/
SELECT child_id, iro_dispute_id AS record_id, coalesce(raised_on, formal_on) AS happened_on,
       iro_id, team_id, theme, stage AS dispute_stage, outcome AS dispute_outcome, raised_on, formal_on, resolved_on
FROM iro_dispute
WHERE coalesce(raised_on, formal_on) IS NOT NULL
