/*---
id         = "contacts-decided-in-time-for-rating"
title      = "Contacts decided in time for their rating"
area       = "front-door"
question   = "Do the urgent ones come first?"
counts     = "contacts with a rating received in the period that are decided, or whose limit has passed"
shape      = "event"
measure    = "percentage"
unit       = "%"
per        = "record"
good       = "high"
sensitivity = "process"
limit      = "red 4 hours, amber 1 working day, green 3 working days"
dimensions = ["contact-rating", "channel", "channel-group", "referral-source", "source-group", "worker", "team", "in-hours"]
evidence   = ["rating", "received_at", "decided_at", "hours_to_decision", "limit_on"]
source     = "Local service standard"
status     = "live"
since      = "0.1"
---*/
WITH limited AS (
  SELECT child_id, contact_log_id, received_on, channel, source, rating, worker_id, team_id, in_hours, received_at, decided_at, decided_on, hours_to_decision,
         CASE rating WHEN 'red'   THEN local_day(add_hours(received_at, 4))
                     WHEN 'amber' THEN add_working_days(counts_from_on, 1)
                     ELSE add_working_days(counts_from_on, 3) END AS limit_on
  FROM front_door_contact
  WHERE rating IN ('red', 'amber', 'green')
)
SELECT child_id, contact_log_id AS record_id, received_on AS happened_on,
       CASE WHEN decided_on IS NOT NULL AND rating = 'red' THEN coalesce(hours_to_decision <= 4, true)
            WHEN decided_on IS NOT NULL THEN decided_on <= limit_on
            WHEN limit_on >= data_until() THEN NULL
            ELSE false
       END AS met,
       channel, source, rating, worker_id, team_id, in_hours, received_at, decided_at, hours_to_decision, limit_on
FROM limited
