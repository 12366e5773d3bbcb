/*---
id         = "cla-reviews-in-timescale"
title      = "Looked after reviews held in timescale"
area       = "reviews-and-iro"
question   = "Is each child's care plan reviewed when the law says it must be?"
counts     = "reviews that fell due in the period, of children still looked after on the due date"
shape      = "event"
measure    = "percentage"
unit       = "%"
per        = "record"
good       = "high"
sensitivity = "process"
limit      = "20 working days, then 3 months, then 6 months"
dimensions = ["iro", "team"]
evidence   = ["due_on", "due_by", "held_on", "days_late", "entered_on"]
source     = "Care Planning, Placement and Case Review (England) Regulations 2010, regulation 33"
status     = "live"
since      = "0.1"
---*/
SELECT child_id, due_id AS record_id, due_on AS happened_on,
       CASE WHEN held_on <= due_on THEN true
            WHEN held_on IS NULL AND due_on >= data_until() THEN CAST(NULL AS BOOLEAN)
            ELSE false END AS met,
       due_on, due_by, held_on, CASE WHEN held_on > due_on THEN held_on - due_on END AS days_late, entered_on
FROM care_review_due
WHERE due_on >= entered_on AND coalesce(counted_until_on, DATE '9999-12-31') > due_on
