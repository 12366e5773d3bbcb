/*---
id         = "re-referrals-within-12-months"
title      = "Re-referrals within 12 months"
area       = "front-door"
question   = "Do children come back because help did not last?"
counts     = "referrals received in the period"
shape      = "event"
measure    = "percentage"
unit       = "%"
per        = "record"
good       = "low"
looks_back = "12 months"
limit      = "12 months"
dimensions = ["referral-source", "source-group", "primary-need", "district", "age-band", "team"]
evidence   = ["received_on", "previous_on", "source_wording"]
benchmark  = "lait:ReReferral"
source     = "Children in need census, table C1"
status     = "live"
since      = "0.1"
---*/
SELECT child_id, referral_id AS record_id, received_on AS happened_on,
       coalesce(previous_on >= add_months(received_on, -12), false) AS met,
       source, source_wording, primary_need, received_on, previous_on, team_id, worker_id
FROM referral_history
WHERE counted
