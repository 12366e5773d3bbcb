/*---
id         = "care-website-use"
title      = "Use of the children in care website"
area       = "voice"
question   = "Do children in care use their website?"
counts     = "visits in the months of the period"
shape      = "event"
measure    = "count"
unit       = "visits"
good       = "high"
sensitivity = "none"
dimensions = ["website-section"]
evidence   = ["month_on", "section", "visits"]
source     = "Local measure"
status     = "live"
since      = "0.1"
---*/
SELECT CAST(NULL AS VARCHAR) AS child_id, section || '/' || CAST(month_on AS VARCHAR) AS record_id, month_on AS happened_on, visits AS counts, month_on, section, visits
FROM website_visit
WHERE visits IS NOT NULL
