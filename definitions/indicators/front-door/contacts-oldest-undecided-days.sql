/*---
id         = "contacts-oldest-undecided-days"
title      = "Oldest undecided contact"
area       = "front-door"
question   = "How long has the longest-waiting contact been without a decision?"
counts     = "contacts received and not decided by the end of the period's last day"
shape      = "as-at"
measure    = "percentile"
percentile = 100
unit       = "days (longest)"
per        = "record"
good       = "low"
sensitivity = "process"
dimensions = ["contact-rating", "channel", "channel-group", "team"]
evidence   = ["received_at", "decided_at", "waiting_days"]
source     = "Local service standard"
status     = "live"
since      = "0.1"
---*/
WITH waiting AS (
  SELECT child_id, contact_log_id, received_on, channel, source, rating, worker_id, team_id, in_hours, received_at, decided_at, coalesce(decided_on, DATE '9999-12-31') AS until_on
  FROM front_door_contact
  WHERE received_on < coalesce(decided_on, DATE '9999-12-31')
)
SELECT p.period_id, w.child_id, w.contact_log_id AS record_id,
       CAST(p.ends_on - w.received_on AS DOUBLE) AS measured,
       w.channel, w.source, w.rating, w.worker_id, w.team_id, w.in_hours, w.received_at, w.decided_at,
       p.ends_on - w.received_on AS waiting_days
FROM period p
JOIN waiting w ON w.received_on <= p.ends_on AND w.until_on > p.ends_on
