/*---
id         = "core-groups-held-in-timescale"
title      = "Core groups held in timescale, by month"
area       = "child-protection"
question   = "Were the core groups that fell due held on time?"
counts     = "core groups due in the period for protection plans still open on the due date"
shape      = "event"
measure    = "percentage"
unit       = "%"
per        = "record"
good       = "high"
sensitivity = "process"
limit      = "10 working days from the conference, then 6 weeks (local)"
dimensions = ["team", "district"]
evidence   = ["cp_plan_id", "due_on", "held_on", "first_group"]
source     = "Working Together to Safeguard Children, 2023, chapter 3; local interval"
status     = "live"
since      = "0.1"
---*/
SELECT child_id, core_group_due_id AS record_id, due_on AS happened_on,
       CASE WHEN held_on <= due_on THEN true
            WHEN held_on > due_on THEN false
            WHEN due_on < data_until() THEN false END AS met,
       cp_plan_id, due_on, held_on, first_group
FROM core_group_due
