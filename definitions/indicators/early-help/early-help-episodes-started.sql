/*---
id         = "early-help-episodes-started"
title      = "Early help episodes started"
area       = "early-help"
question   = "How many children begin to get early help?"
counts     = "early help episodes of children with a start date in the period"
shape      = "event"
measure    = "count"
unit       = "children"
per        = "record"
good       = "neutral"
dimensions = ["early-help-reason", "early-help-organisation", "district", "age-band"]
evidence   = ["started_on", "ended_on", "reason", "organisation"]
source     = "Early help benchmarking; ADCS Safeguarding Pressures"
status     = "live"
since      = "0.1"
---*/
SELECT child_id, early_help_episode_id AS record_id, started_on AS happened_on,
       started_on, ended_on, reason, organisation, worker_id
FROM early_help_episode
WHERE started_on IS NOT NULL
