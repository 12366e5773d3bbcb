/*---
id         = "contacts-undecided-over-limit"
title      = "Contacts undecided past their limit"
area       = "front-door"
question   = "How many people are still waiting who should have heard?"
counts     = "contacts whose limit has passed and that are undecided at the end of the last day"
shape      = "spell"
measure    = "count"
unit       = "contacts"
per        = "record"
good       = "low"
sensitivity = "process"
limit      = "red 4 hours, amber 1 working day, green 3 working days"
dimensions = ["contact-rating", "channel", "channel-group", "referral-source", "source-group", "team"]
evidence   = ["received_at", "limit_on", "decided_at", "rating"]
source     = "Local service standard"
status     = "live"
since      = "0.1"
---*/
WITH limited AS (
  SELECT child_id, contact_log_id, channel, source, rating, worker_id, team_id, in_hours, received_at, decided_at, decided_on,
         CASE rating WHEN 'red'   THEN local_day(add_hours(received_at, 4))
                     WHEN 'amber' THEN add_working_days(counts_from_on, 1)
                     ELSE add_working_days(counts_from_on, 3) END AS limit_on
  FROM front_door_contact
)
SELECT child_id, contact_log_id AS record_id,
       -- The four hours of a red contact have passed at the end of their day; a working day ends with its day.
       CASE WHEN rating = 'red' THEN limit_on ELSE limit_on + 1 END AS started_on, decided_on AS ended_on,
       channel, source, rating, worker_id, team_id, in_hours, received_at, decided_at, limit_on
FROM limited
WHERE CASE WHEN rating = 'red' THEN limit_on ELSE limit_on + 1 END < coalesce(decided_on, DATE '9999-12-31')
