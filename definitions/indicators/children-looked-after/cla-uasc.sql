/*---
id         = "cla-uasc"
title      = "Unaccompanied asylum-seeking children looked after"
area       = "children-looked-after"
question   = "How many unaccompanied asylum-seeking children are in our care?"
counts     = "looked after children with unaccompanied status at the end of the last day"
shape      = "spell"
measure    = "count"
unit       = "children"
per        = "child"
good       = "neutral"
limit      = "0.1% of the child population (National Transfer Scheme)"
dimensions = ["age-band", "nationality", "placement-type", "placement-group"]
evidence   = ["entered_on", "placement_type"]
benchmark  = "lait:Unacc_Asylmn_Seek_Childn"
needs      = ["immigration_status.status"]
source     = "SSDA903 return; National Transfer Scheme"
status     = "live"
since      = "0.1"
---*/
SELECT child_id, spell_id AS record_id, started_on, ended_on, placement_type, entered_on
FROM looked_after_spell
WHERE unaccompanied = 'yes'
