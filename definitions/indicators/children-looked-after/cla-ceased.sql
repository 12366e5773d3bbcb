/*---
id         = "cla-ceased"
title      = "Children ceasing to be looked after"
area       = "children-looked-after"
question   = "How many children leave care, and where do they go?"
counts     = "periods of care that ended, or reached the 18th birthday, in the period"
shape      = "event"
measure    = "count"
unit       = "children"
per        = "record"
good       = "neutral"
dimensions = ["district", "age-band", "sex", "ethnicity", "disability", "team", "worker", "reason-ceased"]
evidence   = ["entered_on", "ended_on", "end_reason", "days_in_care"]
benchmark  = "lait:LACceased"
source     = "SSDA903 return; Children looked after in England including adoptions"
status     = "live"
since      = "0.1"
---*/
SELECT child_id, care_period_id AS record_id, counted_until_on AS happened_on,
       end_reason, started_on AS entered_on, ended_on, counted_until_on - started_on AS days_in_care
FROM care_period
WHERE counted AND counted_until_on IS NOT NULL
