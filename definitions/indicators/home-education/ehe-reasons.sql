/*---
id         = "ehe-reasons"
title      = "Reasons for home education"
area       = "home-education"
question   = "Why are children taught at home?"
counts     = "children of compulsory school age known to be home educated at the end of the last day"
shape      = "spell"
measure    = "percentage"
unit       = "%"
per        = "child"
good       = "neutral"
share_of   = "home-education-reason"
dimensions = ["home-education-reason", "district", "age-band", "home-education-year", "home-education-sen"]
evidence   = ["reason", "year_group", "sen"]
source     = "Elective home education, Department for Education (termly count)"
status     = "live"
since      = "0.1"
---*/
SELECT child_id, home_education_id AS record_id, counted_on AS started_on, stopped_on AS ended_on, reason, year_group, sen
FROM home_education_counted
