/*---
id         = "reviews-outside-school-time"
title      = "Reviews and education plan meetings outside school time"
area       = "reviews-and-iro"
question   = "Are children taken out of lessons for meetings about them?"
counts     = "reviews and education plan meetings of children aged 5 to 16 in the period, with a start time"
shape      = "event"
measure    = "percentage"
unit       = "%"
per        = "record"
good       = "high"
sensitivity = "process"
dimensions = ["meeting-type", "reviewing-officer", "school", "age-band"]
evidence   = ["held_on", "started_minute", "school_day", "age"]
source     = "Views of the Children in Care Council; IRO Handbook, 2010"
status     = "live"
since      = "0.1"
---*/
SELECT child_id, meeting_id AS record_id, held_on AS happened_on, NOT in_lessons AS met,
       kind AS meeting_kind, school_id, worker_id AS iro_id, held_on, school_day, started_minute, age
FROM meeting_timed
WHERE kind_group IN ('Review', 'Education plan') AND age >= 5 AND age <= 16
