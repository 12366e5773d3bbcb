/*---
id         = "contacts-signposted-universal"
title      = "Contacts signposted to universal services"
area       = "front-door"
question   = "How many contacts needed only advice, or a service that is open to every family?"
counts     = "child contacts received in the period that have an outcome"
shape      = "event"
measure    = "percentage"
unit       = "%"
per        = "record"
good       = "neutral"
dimensions = ["referral-source", "source-group", "district"]
evidence   = ["received_on", "source_wording", "advice"]
source     = "ADCS Safeguarding Pressures"
status     = "live"
since      = "0.1"
---*/
SELECT child_id, contact_id AS record_id, received_on AS happened_on,
       advice AS met,
       source, source_wording, received_on, advice
FROM contact_outcome
WHERE has_outcome
