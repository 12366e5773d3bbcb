/*---
id         = "referrals-rate-per-10k"
title      = "Referrals per 10,000 children, 12 months to the end of the period"
area       = "front-door"
question   = "Are more children referred here than elsewhere?"
counts     = "referrals received in the 12 months up to the period's last day"
shape      = "event"
measure    = "rate"
unit       = "per 10,000"
per        = "record"
good       = "neutral"
window     = "12 months"
dimensions = []
evidence   = ["received_on", "previous_on", "closed_on"]
benchmark  = "lait:CPP_Total_Rateper10,000"
source     = "Children in need census, table C1"
status     = "live"
since      = "0.1"
---*/
SELECT child_id, referral_id AS record_id, received_on AS happened_on,
       received_on, previous_on, closed_on
FROM referral_history
WHERE counted
