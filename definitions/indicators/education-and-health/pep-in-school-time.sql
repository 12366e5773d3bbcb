/*---
id         = "pep-in-school-time"
title      = "Education plan meetings in school time"
area       = "education-and-health"
question   = "Are children called out of class for meetings about their education?"
counts     = "education plan meetings in the period with a start time"
shape      = "event"
measure    = "percentage"
unit       = "%"
per        = "record"
good       = "low"
sensitivity = "process"
dimensions = ["school", "year-group"]
evidence   = ["held_on", "started_minute", "school_day"]
source     = "Views of the Children in Care Council"
status     = "live"
since      = "0.1"
---*/
SELECT child_id, meeting_id AS record_id, held_on AS happened_on, in_lessons AS met,
       school_id, year_group, kind AS meeting_kind, worker_id, held_on, school_day, started_minute
FROM meeting_timed
WHERE kind_group = 'Education plan'
