/*---
id         = "cin-duration"
title      = "Children in need by length of episode"
area       = "children-in-need"
question   = "How long have we been working with the children we are working with?"
counts     = "children with an episode of need open at the end of the period's last day, each band of time as a share of all"
shape      = "spell"
measure    = "percentage"
unit       = "%"
per        = "child"
good       = "neutral"
share_of   = "need-duration"
dimensions = ["need-duration", "team", "district", "age-band", "primary-need"]
evidence   = ["started_on", "closed_on", "primary_need"]
source     = "Children Act 1989, section 17; Children in Need census"
status     = "live"
since      = "0.1"
---*/
SELECT child_id, referral_id AS record_id, started_on, ended_on, closed_on, primary_need
FROM need_episode
