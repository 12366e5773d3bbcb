/*---
id         = "referrals"
title      = "Referrals to children's social care"
area       = "front-door"
question   = "How many children are referred to social care?"
counts     = "referrals received in the period, one for each child"
shape      = "event"
measure    = "count"
unit       = "referrals"
per        = "record"
good       = "neutral"
dimensions = ["referral-source", "source-group", "district", "age-band", "sex", "ethnicity", "ethnicity-group"]
evidence   = ["received_on", "source_wording", "previous_on", "closed_on"]
benchmark  = "lait:CPP_Total_NumRef"
source     = "Children in need census, table C1"
status     = "live"
since      = "0.1"
---*/
SELECT child_id, referral_id AS record_id, received_on AS happened_on,
       source, source_wording, received_on, previous_on, closed_on, team_id, worker_id
FROM referral_history
WHERE counted
