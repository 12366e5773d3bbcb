/*---
id         = "staying-put"
title      = "Care leavers staying put"
area       = "care-leavers"
question   = "How many young people can stay with their foster carers after they turn 18?"
counts     = "young people who turned 18 in the period while in a foster placement"
shape      = "event"
measure    = "percentage"
unit       = "%"
per        = "record"
good       = "high"
settles_after = "3 months"
limit      = "3 months after the 18th birthday"
dimensions = ["placement-type", "provider", "sex", "district"]
evidence   = ["birthday_on", "placement_type", "looked_at_on", "staying_put_from_on", "staying_put_until_on"]
benchmark  = "lait:StayingPut"
source     = "Children and Families Act 2014, section 98; SSDA903 return"
status     = "live"
since      = "0.1"
---*/
WITH limits AS (
  SELECT 3 AS months
),
grown AS (
  SELECT care_period_id, child_id, counted_until_on AS birthday_on
  FROM care_period
  WHERE counted AND counted_until_on = birthday(born_on, 18)
),
placed AS (
  SELECT g.care_period_id, g.child_id, g.birthday_on, q.placement_type, q.provider,
         row_number() OVER (PARTITION BY g.care_period_id, g.child_id ORDER BY q.started_on DESC, q.placement_id DESC) AS place
  FROM grown g
  JOIN placement_in_care q
    ON q.child_id = g.child_id AND q.care_period_id = g.care_period_id
   AND q.started_on < g.birthday_on AND coalesce(q.ended_on, DATE '9999-12-31') >= g.birthday_on
),
fostered AS (
  SELECT p.care_period_id, p.child_id, p.birthday_on, p.placement_type, p.provider, add_months(p.birthday_on, l.months) AS looked_at_on
  FROM placed p
  CROSS JOIN limits l
  WHERE p.place = 1 AND starts_with(p.placement_type, 'U')
),
stayed AS (
  SELECT f.care_period_id, f.child_id, min(s.started_on) AS from_on, max(coalesce(s.ended_on, DATE '9999-12-31')) AS until_on
  FROM fostered f
  JOIN staying_put s
    ON s.child_id = f.child_id AND s.started_on <= f.looked_at_on AND coalesce(s.ended_on, DATE '9999-12-31') > f.looked_at_on
  GROUP BY f.care_period_id, f.child_id
)
SELECT f.child_id, f.care_period_id AS record_id, f.birthday_on AS happened_on,
       CASE WHEN f.looked_at_on >= data_until() THEN NULL ELSE s.child_id IS NOT NULL END AS met,
       f.placement_type, f.provider, f.birthday_on, f.looked_at_on,
       s.from_on AS staying_put_from_on, nullif(s.until_on, DATE '9999-12-31') AS staying_put_until_on
FROM fostered f
LEFT JOIN stayed s ON s.care_period_id = f.care_period_id AND s.child_id = f.child_id
