/*---
id         = "cp-reviews-late"
title      = "Protection reviews held late or overdue"
area       = "child-protection"
question   = "How many protection reviews are late, and why?"
counts     = "review conferences due in the period, for plans still open on the due date, held after the due date or overdue and not held"
shape      = "event"
measure    = "count"
unit       = "reviews"
per        = "record"
good       = "low"
sensitivity = "process"
limit      = "3 months from the initial conference, then 6 months from the review before"
dimensions = ["late-reason", "conference-chair", "team", "district"]
evidence   = ["due_on", "held_on", "days_late", "late_reason", "cp_plan_id"]
source     = "Working Together to Safeguard Children, 2023, chapter 3"
status     = "live"
since      = "0.1"
---*/
SELECT child_id, cp_review_due_id AS record_id, due_on AS happened_on,
       late_reason, cp_plan_id, due_on, held_on, held_on - due_on AS days_late
FROM cp_review_late
