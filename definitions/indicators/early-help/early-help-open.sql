/*---
id         = "early-help-open"
title      = "Children open to early help at the end of the period"
area       = "early-help"
question   = "How many children are getting early help now?"
counts     = "children with an early help episode open at the end of the period's last day"
shape      = "spell"
measure    = "count"
unit       = "children"
per        = "child"
good       = "neutral"
dimensions = ["early-help-reason", "early-help-organisation", "district", "age-band", "worker"]
evidence   = ["reason", "organisation"]
source     = "Early help benchmarking; ADCS Safeguarding Pressures; Ofsted Annex A list 2"
status     = "live"
since      = "0.1"
---*/
SELECT child_id, early_help_episode_id AS record_id, started_on, ended_on,
       reason, organisation, worker_id
FROM early_help_episode
WHERE started_on IS NOT NULL
