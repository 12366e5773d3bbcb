/*---
id         = "cin-ended"
title      = "Children who stopped being children in need"
area       = "children-in-need"
question   = "How many children leave us, and why?"
counts     = "children whose last open episode of need ended in the period"
shape      = "event"
measure    = "count"
unit       = "children"
per        = "record"
good       = "neutral"
dimensions = ["closure-reason", "district", "age-band", "sex", "ethnicity", "ethnicity-group", "disability", "team"]
evidence   = ["started_on", "ended_on", "closure_reason", "referral_id"]
source     = "Children in Need census, table B1"
status     = "live"
since      = "0.1"
---*/
-- The team that held the case the day before it ended.
SELECT n.child_id, n.need_spell_id AS record_id, n.ended_on AS happened_on,
       n.closure_reason, a.team_id, n.started_on, n.ended_on, n.referral_id
FROM need_spell n
LEFT JOIN child_allocation a ON a.child_id = n.child_id AND a.from_on < n.ended_on AND a.until_on >= n.ended_on
WHERE n.ended_on IS NOT NULL
