/*---
id         = "written-contacts-received"
title      = "Electronic, fax and paper contacts received"
area       = "front-door"
question   = "How much reaches us in writing?"
counts     = "contacts that came in writing in the period, repeat sends left out"
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
SELECT child_id, contact_log_id AS record_id, received_on AS happened_on,
       channel, source, hour_of_day, day_of_week, in_hours, received_at
FROM front_door_contact
WHERE NOT by_phone
