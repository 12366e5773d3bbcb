/*---
id         = "cp-reviews-late-chair-unavailable"
title      = "Late protection reviews for want of a chair"
area       = "child-protection"
question   = "How much of the lateness comes from too few conference chairs?"
counts     = "review conferences due in the period that were late or are overdue and have a reason recorded"
shape      = "event"
measure    = "percentage"
unit       = "%"
per        = "record"
good       = "low"
sensitivity = "process"
dimensions = ["conference-chair", "team"]
evidence   = ["due_on", "held_on", "late_reason", "cp_plan_id"]
source     = "Local measure"
status     = "live"
since      = "0.1"
---*/
SELECT child_id, cp_review_due_id AS record_id, due_on AS happened_on,
       CASE WHEN late_reason IS NOT NULL THEN coalesce(reason_group = 'Chair', false) END AS met,
       late_reason, cp_plan_id, due_on, held_on
FROM cp_review_late
