/*---
id         = "placements-by-type"
title      = "Children looked after by placement type"
area       = "placements"
question   = "Where do children in care live?"
counts     = "children looked after at the end of the last day"
shape      = "spell"
measure    = "percentage"
unit       = "%"
per        = "child"
good       = "neutral"
share_of   = "placement-group"
dimensions = ["placement-group", "placement-type", "provider", "age-band", "distance-band"]
evidence   = ["placement_type", "provider", "distance_miles", "entered_on"]
source     = "SSDA903 return; Children looked after in England including adoptions"
status     = "live"
since      = "0.1"
---*/
SELECT child_id, spell_id AS record_id, started_on, ended_on,
       placement_type, provider,
       CASE WHEN distance_miles > 20 THEN 'over 20' WHEN distance_miles > 10 THEN '10 to 20' WHEN distance_miles >= 0 THEN 'up to 10' END AS distance_band,
       distance_miles, entered_on
FROM looked_after_spell
