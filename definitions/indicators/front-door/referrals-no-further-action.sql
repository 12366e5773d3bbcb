/*---
id         = "referrals-no-further-action"
title      = "Referrals closed with no further action"
area       = "front-door"
question   = "How many referrals end without an assessment because nothing more is needed?"
counts     = "referrals received in the period"
shape      = "event"
measure    = "percentage"
unit       = "%"
per        = "record"
good       = "neutral"
dimensions = ["referral-source", "source-group", "district"]
evidence   = ["received_on", "source_wording", "closed_on", "assessment_started_on"]
benchmark  = "lait:CIN_Refferals_NFA"
source     = "Children in need census, table C1"
status     = "live"
since      = "0.1"
---*/
SELECT child_id, referral_id AS record_id, received_on AS happened_on,
       no_further_action AS met,
       source, source_wording, received_on, closed_on, assessment_started_on, team_id, worker_id
FROM referral_history
WHERE counted
