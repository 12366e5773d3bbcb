/*---
id         = "contacts-total"
title      = "Contacts received at the single front door (all channels)"
area       = "front-door"
question   = "How much comes to our front door, and by which way?"
counts     = "calls answered and written contacts received in the period"
shape      = "event"
measure    = "count"
unit       = "contacts"
per        = "record"
good       = "neutral"
dimensions = ["channel", "channel-group", "referral-source", "source-group", "hour-of-day", "day-of-week", "in-hours", "district"]
evidence   = ["received_at", "channel", "source"]
source     = "Local performance reports of single front doors"
status     = "live"
since      = "0.1"
---*/
-- A call that was logged as a contact takes its source and its child from the log; of several, from the first.
WITH logged AS (
  SELECT call_id, min(contact_log_id) AS contact_log_id
  FROM front_door_contact
  WHERE by_phone AND call_id IS NOT NULL
  GROUP BY call_id
),
phone AS (
  SELECT min(code) AS channel FROM code_contact_channel WHERE group_name = 'Phone'
)
SELECT c.child_id, 'call/' || a.call_id AS record_id, a.queued_on AS happened_on,
       p.channel, c.source, a.hour_of_day, a.day_of_week, a.in_hours, a.queued_at AS received_at
FROM front_door_call a
CROSS JOIN phone p
LEFT JOIN logged l ON l.call_id = a.call_id
LEFT JOIN front_door_contact c ON c.contact_log_id = l.contact_log_id
WHERE a.answered
UNION ALL
SELECT child_id, 'contact/' || contact_log_id AS record_id, received_on AS happened_on,
       channel, source, hour_of_day, day_of_week, in_hours, received_at
FROM front_door_contact
WHERE NOT by_phone
