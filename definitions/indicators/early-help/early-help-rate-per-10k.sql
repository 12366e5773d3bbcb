/*---
id         = "early-help-rate-per-10k"
title      = "Children open to early help per 10,000"
area       = "early-help"
question   = "Is early help reaching more of our children?"
counts     = "children with an early help episode open at the end of the period's last day"
shape      = "spell"
measure    = "rate"
unit       = "per 10,000"
per        = "child"
good       = "neutral"
dimensions = []
evidence   = ["started_on", "reason", "organisation"]
source     = "Early help benchmarking"
status     = "live"
since      = "0.1"
---*/
SELECT child_id, early_help_episode_id AS record_id, started_on, ended_on, reason, organisation
FROM early_help_episode
WHERE started_on IS NOT NULL
