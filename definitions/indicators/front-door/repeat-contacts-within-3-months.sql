/*---
id         = "repeat-contacts-within-3-months"
title      = "Repeat contacts about the same child within 3 months"
area       = "front-door"
question   = "Does what we tell people after a contact work?"
counts     = "children contacted about in the period, a child once a day"
shape      = "event"
measure    = "percentage"
unit       = "%"
per        = "record"
good       = "low"
looks_back = "3 months"
limit      = "3 months"
dimensions = ["referral-source", "source-group", "contact-outcome", "district", "age-band"]
evidence   = ["received_on", "previous_on", "source_wording", "led_to_referral"]
source     = "Local practice; compare the repeat contacts of the inspection data tool"
status     = "live"
since      = "0.1"
---*/
-- Contacts about a child on one day are one; the one that became a referral stands for them.
-- One order over all children is much faster than one for each child and day.
WITH ordered AS (
  SELECT contact_id, child_id, received_on, source, source_wording, new_referral AS led_to_referral,
         lag(child_id) OVER (ORDER BY child_id, received_on, CASE WHEN new_referral THEN 0 ELSE 1 END, contact_id) AS child_above,
         lag(received_on) OVER (ORDER BY child_id, received_on, CASE WHEN new_referral THEN 0 ELSE 1 END, contact_id) AS above_on
  FROM contact_outcome
),
linked AS (
  SELECT contact_id, child_id, received_on, source, source_wording, led_to_referral
  FROM ordered
  WHERE NOT coalesce(child_above = child_id AND above_on = received_on, false)
),
-- The last earlier contact that led to no referral: one pass over all children, looked at only where it is of the same child.
paired AS (
  SELECT contact_id, child_id, received_on,
         lag(child_id) OVER (ORDER BY child_id, received_on) AS child_before,
         lag(received_on) OVER (ORDER BY child_id, received_on) AS before_on
  FROM linked
  WHERE NOT led_to_referral
),
repeated AS (
  SELECT contact_id, before_on AS previous_on FROM paired WHERE child_before = child_id
)
SELECT l.child_id, l.contact_id AS record_id, l.received_on AS happened_on,
       coalesce(r.previous_on >= add_months(l.received_on, -3), false) AS met,
       l.source, l.source_wording, l.received_on, r.previous_on, l.led_to_referral
FROM linked l
LEFT JOIN repeated r ON r.contact_id = l.contact_id
