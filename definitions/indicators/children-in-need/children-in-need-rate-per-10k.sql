/*---
id         = "children-in-need-rate-per-10k"
title      = "Children in need per 10,000"
area       = "children-in-need"
question   = "Is the service working with more or fewer children than places of the same size?"
counts     = "children with an episode of need open at the end of the period's last day, for every 10,000 children aged 0 to 17"
shape      = "spell"
measure    = "rate"
unit       = "per 10,000"
per        = "child"
good       = "neutral"
dimensions = ["district"]
evidence   = ["started_on", "closed_on", "primary_need", "care_leaver"]
benchmark  = "lait:CIN"
source     = "Children Act 1989, section 17; Children in Need census, table B1"
status     = "live"
since      = "0.1"
---*/
SELECT child_id, referral_id AS record_id, started_on, ended_on,
       closed_on, primary_need, care_leaver
FROM need_episode
