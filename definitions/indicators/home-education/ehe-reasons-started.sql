/*---
id         = "ehe-reasons-started"
title      = "Reasons of children who start home education"
area       = "home-education"
question   = "Why do parents begin to teach children at home?"
counts     = "children whose home education started in the period"
shape      = "event"
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
SELECT child_id, home_education_id AS record_id, counted_on AS happened_on, reason, year_group, sen
FROM home_education_counted
