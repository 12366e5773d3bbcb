/*---
id         = "ehe-returned-to-school-within-20-working-days"
title      = "Back at school within 20 working days"
area       = "home-education"
question   = "How many children who go back to school were taught at home for a few weeks only?"
counts     = "children who went from home education to school in the period"
shape      = "event"
measure    = "percentage"
unit       = "%"
per        = "child"
good       = "neutral"
limit      = "20 working days"
dimensions = ["home-education-reason", "district", "age-band", "home-education-sen"]
evidence   = ["started_on", "working_days", "end_reason"]
source     = "Local practice"
status     = "live"
since      = "0.1"
---*/
SELECT h.child_id, h.home_education_id AS record_id, h.stopped_on AS happened_on,
       working_days(h.started_on, h.stopped_on) <= 20 AS met,
       h.reason, h.sen, h.started_on, working_days(h.started_on, h.stopped_on) AS working_days, h.end_reason
FROM home_education_counted h
JOIN code_home_education_end e ON e.code = h.end_reason
WHERE e.group_name = 'School' AND h.stopped_on IS NOT NULL
