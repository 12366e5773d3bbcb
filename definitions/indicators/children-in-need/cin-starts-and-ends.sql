/*---
id         = "cin-starts-and-ends"
title      = "Episodes of need started and ended"
area       = "children-in-need"
question   = "Is the number of children in need growing or shrinking?"
counts     = "children who became children in need in the period less children who stopped being so"
shape      = "event"
measure    = "count"
unit       = "children"
per        = "record"
good       = "neutral"
dimensions = ["movement", "district", "age-band", "sex"]
evidence   = ["movement", "started_on", "ended_on", "closure_reason"]
source     = "Children in Need census, table B1"
status     = "live"
since      = "0.1"
---*/
SELECT child_id, need_spell_id || '/start' AS record_id, started_on AS happened_on, 1 AS counts,
       'started' AS movement, started_on, ended_on, closure_reason
FROM need_spell
UNION ALL
SELECT child_id, need_spell_id || '/end' AS record_id, ended_on AS happened_on, -1 AS counts,
       'ended' AS movement, started_on, ended_on, closure_reason
FROM need_spell
WHERE ended_on IS NOT NULL
