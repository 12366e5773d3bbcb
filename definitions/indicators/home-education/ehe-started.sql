/*---
id         = "ehe-started"
title      = "Children who started home education"
area       = "home-education"
question   = "How many children begin to be taught at home?"
counts     = "children whose home education started in the period"
shape      = "event"
measure    = "count"
unit       = "children"
per        = "child"
good       = "neutral"
dimensions = ["district", "home-education-year", "sex", "home-education-sen", "social-care-status", "home-education-reason", "age-band"]
evidence   = ["reason", "year_group", "sen"]
source     = "Elective home education, Department for Education (termly count)"
status     = "live"
since      = "0.1"
---*/
SELECT child_id, home_education_id AS record_id, counted_on AS happened_on, reason, year_group, sen
FROM home_education_counted
