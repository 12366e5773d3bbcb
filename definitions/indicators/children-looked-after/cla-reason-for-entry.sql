/*---
id         = "cla-reason-for-entry"
title      = "Reasons children come into care"
area       = "children-looked-after"
question   = "Why do children come into care?"
counts     = "periods of care that began in the period"
shape      = "event"
measure    = "percentage"
unit       = "%"
per        = "record"
good       = "neutral"
share_of   = "category-of-need"
dimensions = ["category-of-need", "age-band", "legal-status", "district"]
evidence   = ["entered_on", "need", "legal_status"]
source     = "SSDA903 return; Children looked after in England including adoptions"
status     = "live"
since      = "0.1"
---*/
SELECT child_id, care_period_id AS record_id, started_on AS happened_on,
       need, first_legal_status AS legal_status, started_on AS entered_on
FROM care_period
WHERE counted
