/*---
id         = "care-proceedings-within-26-weeks"
title      = "Care proceedings concluded within 26 weeks"
area       = "children-looked-after"
question   = "Do courts decide about children without delay?"
counts     = "children whose care proceedings were concluded in the period"
shape      = "event"
measure    = "percentage"
unit       = "%"
per        = "record"
good       = "high"
limit      = "26 weeks from the date of issue"
dimensions = ["team", "final-order", "age-band"]
evidence   = ["issued_on", "concluded_on", "days", "final_order"]
source     = "Children Act 1989, section 32"
status     = "live"
since      = "0.1"
---*/
WITH limits AS (
  SELECT 182 AS days
)
SELECT p.child_id, p.care_proceedings_id AS record_id, p.concluded_on AS happened_on,
       p.concluded_on - p.issued_on <= l.days AS met,
       p.team_id, p.final_order, p.issued_on, p.concluded_on, p.concluded_on - p.issued_on AS days
FROM care_proceedings_dated p
CROSS JOIN limits l
WHERE p.concluded_on IS NOT NULL
