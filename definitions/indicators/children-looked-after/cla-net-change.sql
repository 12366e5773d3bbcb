/*---
id         = "cla-net-change"
title      = "Net change in children looked after"
area       = "children-looked-after"
question   = "Is the number of children in care growing or shrinking?"
counts     = "periods of care begun less periods of care ended in the period"
shape      = "event"
measure    = "count"
unit       = "children"
per        = "record"
good       = "neutral"
dimensions = ["sex", "ethnicity"]
evidence   = ["movement", "entered_on", "left_on", "end_reason"]
source     = "SSDA903 return; Children looked after in England including adoptions"
status     = "live"
since      = "0.1"
---*/
SELECT child_id, care_period_id || '/start' AS record_id, started_on AS happened_on, 1 AS counts,
       'started' AS movement, started_on AS entered_on, counted_until_on AS left_on, end_reason
FROM care_period
WHERE counted
UNION ALL
SELECT child_id, care_period_id || '/end' AS record_id, counted_until_on AS happened_on, -1 AS counts,
       'ended' AS movement, started_on AS entered_on, counted_until_on AS left_on, end_reason
FROM care_period
WHERE counted AND counted_until_on IS NOT NULL
