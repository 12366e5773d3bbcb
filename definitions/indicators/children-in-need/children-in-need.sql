/*---
id         = "children-in-need"
title      = "Children in need at period end"
area       = "children-in-need"
question   = "How many children is the service working with?"
counts     = "children with an episode of need open at the end of the period's last day"
shape      = "spell"
measure    = "count"
unit       = "children"
per        = "child"
good       = "neutral"
dimensions = ["district", "age-band", "sex", "ethnicity", "ethnicity-group", "disability", "team", "worker", "primary-need"]
evidence   = ["started_on", "closed_on", "primary_need", "care_leaver"]
source     = "Children Act 1989, section 17; Children in Need census, table B1"
status     = "live"
since      = "0.1"
---*/
SELECT child_id, referral_id AS record_id, started_on, ended_on,
       closed_on, primary_need, care_leaver
FROM need_episode
