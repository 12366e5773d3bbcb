/*---
id         = "cla"
title      = "Children looked after"
area       = "children-looked-after"
question   = "How many children are in our care?"
counts     = "children looked after at the end of the last day"
shape      = "spell"
measure    = "count"
unit       = "children"
per        = "child"
good       = "neutral"
dimensions = ["district", "age-band", "sex", "ethnicity", "disability", "team", "worker", "legal-status", "placement-type", "placement-group", "category-of-need", "unaccompanied"]
evidence   = ["entered_on", "left_on", "legal_status", "placement_type", "need"]
benchmark  = "lait:LACnum"
source     = "SSDA903 return; Children looked after in England including adoptions"
status     = "live"
since      = "0.1"
---*/
SELECT child_id, spell_id AS record_id, started_on, ended_on,
       legal_status, placement_type, need, unaccompanied, entered_on, left_on
FROM looked_after_spell
