/*---
id         = "special-guardianship-orders"
title      = "Special guardianship orders that ended care"
area       = "permanence-and-adoption"
question   = "Who becomes a special guardian to children who leave care?"
counts     = "periods of care that ended in the period by a special guardianship order"
shape      = "event"
measure    = "count"
unit       = "children"
per        = "record"
good       = "neutral"
dimensions = ["carer-relation", "age-band", "district"]
evidence   = ["entered_care_on", "ceased_on", "end_reason"]
benchmark  = "lait:LAC_ceased_SGO"
source     = "Children looked after in England, national statistics (SSDA903)"
status     = "live"
since      = "0.1"
---*/
SELECT child_id, care_period_id AS record_id, counted_until_on AS happened_on, end_reason AS guardian,
       started_on AS entered_care_on, counted_until_on AS ceased_on, end_reason
FROM care_period
WHERE counted AND counted_until_on <= data_until() AND end_reason IN ('E43', 'E44', 'E45', 'E46', 'E47', 'E48')
