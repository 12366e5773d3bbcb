/*---
id         = "ehe-started-and-ended"
title      = "Children entering and leaving home education"
area       = "home-education"
question   = "How much coming and going is there?"
counts     = "starts and ends of home education in the period"
shape      = "event"
measure    = "count"
unit       = "starts and ends"
per        = "record"
good       = "neutral"
dimensions = ["home-education-movement", "home-education-destination", "home-education-reason", "district", "age-band"]
evidence   = ["movement", "reason", "end_reason"]
source     = "Elective home education, Department for Education (termly count)"
status     = "live"
since      = "0.1"
---*/
SELECT child_id, home_education_id || '/started' AS record_id, counted_on AS happened_on, 'started' AS movement, reason,
       CAST(NULL AS VARCHAR) AS end_reason
FROM home_education_counted
UNION ALL
SELECT child_id, home_education_id || '/ended', stopped_on, 'ended', reason, end_reason
FROM home_education_counted
WHERE stopped_on IS NOT NULL AND stopped_on <= data_until()
