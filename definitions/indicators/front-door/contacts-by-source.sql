/*---
id         = "contacts-by-source"
title      = "Contacts by source"
area       = "front-door"
question   = "Who tells us about children?"
counts     = "child contacts received in the period"
shape      = "event"
measure    = "percentage"
unit       = "%"
per        = "record"
good       = "neutral"
share_of   = "source-group"
dimensions = ["source-group", "referral-source", "district"]
evidence   = ["received_on", "source", "source_wording"]
source     = "Children in need census, source of referral"
status     = "live"
since      = "0.1"
---*/
SELECT child_id, contact_id AS record_id, received_on AS happened_on,
       source, source_wording, received_on
FROM contact_outcome
