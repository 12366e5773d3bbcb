/*---
id         = "cla-age-at-entry"
title      = "Age at entry to care"
area       = "children-looked-after"
question   = "How old are children when they come into care?"
counts     = "periods of care that began in the period"
shape      = "event"
measure    = "percentage"
unit       = "%"
per        = "record"
good       = "neutral"
share_of   = "age-band"
dimensions = ["age-band", "category-of-need", "district"]
evidence   = ["entered_on", "age_at_entry", "need"]
source     = "SSDA903 return; Children looked after in England including adoptions"
status     = "live"
since      = "0.1"
---*/
SELECT child_id, care_period_id AS record_id, started_on AS happened_on,
       need, age_on(born_on, started_on) AS age_at_entry, started_on AS entered_on
FROM care_period
WHERE counted
