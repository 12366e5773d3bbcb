/*---
id         = "cin-started"
title      = "Children who became children in need"
area       = "children-in-need"
question   = "How many children come to us?"
counts     = "children for whom an episode of need began in the period while no other was open"
shape      = "event"
measure    = "count"
unit       = "children"
per        = "record"
good       = "neutral"
dimensions = ["district", "age-band", "sex", "ethnicity", "ethnicity-group", "disability", "team"]
evidence   = ["started_on", "referral_id"]
source     = "Children in Need census, table B1"
status     = "live"
since      = "0.1"
---*/
SELECT child_id, need_spell_id AS record_id, started_on AS happened_on,
       started_team_id AS team_id, started_on, first_referral_id AS referral_id
FROM need_spell
