/*---
id         = "iro-allocated-within-5-working-days"
title      = "IRO allocated within 5 working days of entry"
area       = "reviews-and-iro"
question   = "Does each child who comes into care soon have an independent reviewing officer?"
counts     = "periods of care that began in the period, of children still looked after on working day 5"
shape      = "event"
measure    = "percentage"
unit       = "%"
per        = "record"
good       = "high"
sensitivity = "process"
settles_after = "5 working days"
limit      = "5 working days"
dimensions = ["team"]
evidence   = ["entered_on", "limit_on", "allocated_on", "working_days"]
source     = "IRO Handbook, 2010"
status     = "live"
since      = "0.1"
---*/
WITH allocation AS (
  SELECT c.care_period_id, c.child_id, min(greatest(c.started_on, i.started_on)) AS allocated_on
  FROM care_period c
  JOIN iro_involvement i
    ON i.child_id = c.child_id
   AND coalesce(i.ended_on, DATE '9999-12-31') > c.started_on
   AND i.started_on < coalesce(c.counted_until_on, DATE '9999-12-31')
  WHERE c.counted
  GROUP BY c.care_period_id, c.child_id
),
entry AS (
  SELECT c.child_id, c.care_period_id, c.started_on, c.counted_until_on, add_working_days(c.started_on, 5) AS limit_on, a.allocated_on
  FROM care_period c
  LEFT JOIN allocation a ON a.care_period_id = c.care_period_id AND a.child_id = c.child_id
  WHERE c.counted
)
SELECT child_id, care_period_id AS record_id, started_on AS happened_on,
       CASE WHEN allocated_on <= limit_on THEN true
            WHEN limit_on >= data_until() AND allocated_on IS NULL THEN CAST(NULL AS BOOLEAN)
            ELSE false END AS met,
       started_on AS entered_on, limit_on, allocated_on, working_days(started_on, allocated_on) AS working_days
FROM entry
WHERE coalesce(counted_until_on, DATE '9999-12-31') > limit_on
