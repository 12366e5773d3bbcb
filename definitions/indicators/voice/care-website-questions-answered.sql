/*---
id         = "care-website-questions-answered"
title      = "Questions answered on the children in care website"
area       = "voice"
question   = "Do children who ask on their website get an answer?"
counts     = "questions answered in the months of the period"
shape      = "event"
measure    = "count"
unit       = "questions"
good       = "high"
sensitivity = "none"
dimensions = ["website-section"]
evidence   = ["month_on", "section", "questions_answered"]
source     = "Local measure"
status     = "live"
since      = "0.1"
---*/
SELECT CAST(NULL AS VARCHAR) AS child_id, section || '/' || CAST(month_on AS VARCHAR) AS record_id, month_on AS happened_on, questions_answered AS counts, month_on, section, questions_answered
FROM website_visit
WHERE questions_answered IS NOT NULL
