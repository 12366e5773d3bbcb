/*---
id         = "placements-over-20-miles"
title      = "Children placed more than 20 miles from home"
area       = "placements"
question   = "How many children in care live far from home?"
counts     = "children looked after at the end of the last day"
shape      = "spell"
measure    = "percentage"
unit       = "%"
per        = "child"
good       = "low"
limit      = "20 miles"
dimensions = ["age-band", "placement-type", "placement-group"]
evidence   = ["distance_miles", "placement_type", "entered_on"]
needs      = ["placement.distance_miles"]
benchmark  = "lait:LACDistance"
source     = "SSDA903 return; Children looked after in England including adoptions"
status     = "live"
since      = "0.1"
---*/
SELECT child_id, spell_id AS record_id, started_on, ended_on,
       coalesce(distance_miles > 20, false) AS met, placement_type, distance_miles, entered_on
FROM looked_after_spell
