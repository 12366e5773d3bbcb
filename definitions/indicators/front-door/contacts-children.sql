/*---
id         = "contacts-children"
title      = "Initial contacts (children)"
area       = "front-door"
question   = "How many times were we told about a child and had to decide what to do?"
counts     = "contacts received in the period, one for each child named"
shape      = "event"
measure    = "count"
unit       = "child contacts"
per        = "record"
good       = "neutral"
dimensions = ["referral-source", "source-group", "contact-outcome", "district", "age-band", "sex", "ethnicity", "ethnicity-group"]
evidence   = ["received_on", "source_wording", "has_outcome"]
source     = "Children's services monthly data collections; Ofsted Annex A list 1"
status     = "live"
since      = "0.1"
---*/
SELECT child_id, contact_id AS record_id, received_on AS happened_on,
       source, source_wording, received_on, has_outcome
FROM contact_outcome
