/*---
id         = "ehe-ended"
title      = "Children who left home education"
area       = "home-education"
question   = "Where do children go who stop being taught at home?"
counts     = "children whose home education ended in the period"
shape      = "event"
measure    = "count"
unit       = "children"
per        = "child"
good       = "neutral"
dimensions = ["home-education-destination", "home-education-reason", "district", "age-band", "sex", "home-education-sen"]
evidence   = ["started_on", "reason", "end_reason"]
source     = "Elective home education, Department for Education (termly count)"
status     = "live"
since      = "0.1"
---*/
SELECT child_id, home_education_id AS record_id, stopped_on AS happened_on, started_on, reason, end_reason, sen
FROM home_education_counted
WHERE stopped_on IS NOT NULL AND stopped_on <= data_until()
