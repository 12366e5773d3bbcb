/*---
id         = "cla-rate-per-10k"
title      = "Children looked after per 10,000"
area       = "children-looked-after"
question   = "How does the number in care compare with the number of children who live here?"
counts     = "children looked after at the end of the last day"
shape      = "spell"
measure    = "rate"
unit       = "per 10,000"
per        = "child"
good       = "neutral"
dimensions = []
evidence   = ["entered_on", "left_on"]
benchmark  = "lait:LAC"
source     = "SSDA903 return; Children looked after in England including adoptions; mid-year population estimates"
status     = "live"
since      = "0.1"
---*/
SELECT child_id, spell_id AS record_id, started_on, ended_on, entered_on, left_on
FROM looked_after_spell
