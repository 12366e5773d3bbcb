/*---
id         = "ehe-number"
title      = "Children electively home educated"
area       = "home-education"
question   = "How many children are taught at home?"
counts     = "children of compulsory school age known to be home educated at the end of the last day"
shape      = "spell"
measure    = "count"
unit       = "children"
per        = "child"
good       = "neutral"
dimensions = ["district", "home-education-year", "sex", "home-education-sen", "social-care-status", "home-education-reason", "age-band", "ethnicity-group", "worker"]
evidence   = ["reason", "year_group", "sen"]
source     = "Elective home education, Department for Education (termly count)"
status     = "live"
since      = "0.1"
---*/
SELECT child_id, home_education_id AS record_id, counted_on AS started_on, stopped_on AS ended_on, reason, year_group, sen, worker_id
FROM home_education_counted
