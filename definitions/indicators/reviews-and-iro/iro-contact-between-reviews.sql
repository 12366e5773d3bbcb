/*---
id         = "iro-contact-between-reviews"
title      = "Looked after children in touch with their IRO between reviews"
area       = "reviews-and-iro"
question   = "Do reviewing officers keep in touch with children between reviews?"
counts     = "children looked after for more than three months at the end of the last day"
shape      = "spell"
measure    = "percentage"
unit       = "%"
per        = "child"
good       = "high"
sensitivity = "process"
limit      = "since the last review, or 6 months"
dimensions = ["iro", "placement-group", "age-band"]
evidence   = ["last_contact_on", "entered_on", "placement_type"]
source     = "IRO Handbook, 2010"
status     = "live"
since      = "0.1"
---*/
SELECT s.child_id, s.standing_id || '/' || CAST(l.started_on AS VARCHAR) AS record_id,
       greatest(s.started_on, l.started_on) AS started_on,
       nullif(least(s.until_on, coalesce(l.ended_on, DATE '9999-12-31')), DATE '9999-12-31') AS ended_on,
       s.met, s.last_contact_on, s.entered_on, l.placement_type
FROM iro_contact_standing s
JOIN looked_after_spell l
  ON l.care_period_id = s.care_period_id AND l.child_id = s.child_id
 AND l.started_on < s.until_on AND coalesce(l.ended_on, DATE '9999-12-31') > s.started_on
