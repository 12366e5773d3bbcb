/*---
id         = "contacts-leading-to-referral"
title      = "Contacts that became a referral to social care"
area       = "front-door"
question   = "How many of the contacts about children need social care?"
counts     = "child contacts received in the period that have an outcome"
shape      = "event"
measure    = "percentage"
unit       = "%"
per        = "record"
good       = "neutral"
dimensions = ["referral-source", "source-group", "district", "age-band"]
evidence   = ["received_on", "source_wording", "new_referral", "existing_referral"]
source     = "ADCS Safeguarding Pressures; Ofsted Annex A list 1"
status     = "live"
since      = "0.1"
---*/
SELECT child_id, contact_id AS record_id, received_on AS happened_on,
       new_referral AND NOT existing_referral AS met,
       source, source_wording, received_on, new_referral, existing_referral
FROM contact_outcome
WHERE has_outcome
