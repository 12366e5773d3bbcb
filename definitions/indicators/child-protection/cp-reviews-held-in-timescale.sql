/*---
id         = "cp-reviews-held-in-timescale"
title      = "Protection reviews held in timescale, by month"
area       = "child-protection"
question   = "Were the review conferences that fell due held on time?"
counts     = "review conferences due in the period for plans still open on the due date"
shape      = "event"
measure    = "percentage"
unit       = "%"
per        = "record"
good       = "high"
sensitivity = "process"
limit      = "3 months from the initial conference, then 6 months from the review before"
dimensions = ["team"]
evidence   = ["plan_started_on", "due_on", "held_on", "cp_plan_id"]
source     = "Working Together to Safeguard Children, 2023, chapter 3"
status     = "live"
since      = "0.1"
---*/
SELECT child_id, cp_review_due_id AS record_id, due_on AS happened_on,
       CASE WHEN held_on <= due_on THEN true
            WHEN held_on > due_on THEN false
            WHEN due_on < data_until() THEN false END AS met,
       cp_plan_id, plan_started_on, due_on, held_on
FROM cp_review_due
