/*---
id         = "cla-legal-status"
title      = "Children looked after by legal status"
area       = "children-looked-after"
question   = "On what footing in law are children in our care?"
counts     = "children looked after at the end of the last day, each group of legal statuses as a share of all"
shape      = "spell"
measure    = "percentage"
unit       = "%"
per        = "child"
good       = "neutral"
share_of   = "legal-status-group"
dimensions = ["legal-status-group", "legal-status", "age-band", "placement-group", "placement-type"]
evidence   = ["entered_on", "legal_status", "legal_status_on", "placement_type"]
source     = "SSDA903 return; Children looked after in England including adoptions"
status     = "live"
since      = "0.1"
---*/
SELECT child_id, spell_id AS record_id, started_on, ended_on, legal_status, placement_type, legal_status_on, entered_on
FROM looked_after_spell
