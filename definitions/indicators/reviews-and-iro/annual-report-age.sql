/*---
id         = "annual-report-age"
title      = "Age of service reports when presented"
area       = "reviews-and-iro"
question   = "How old is the news when members receive it?"
counts     = "service reports presented in the period"
shape      = "event"
measure    = "median"
unit       = "days"
per        = "record"
good       = "low"
sensitivity = "none"
limit      = "60 days for a quarterly report, 120 for an annual one (local)"
dimensions = ["service-report", "committee"]
evidence   = ["period_ended_on", "presented_on", "days"]
source     = "IRO Handbook, 2010; local standard"
status     = "live"
since      = "0.1"
---*/
SELECT CAST(NULL AS VARCHAR) AS child_id, report_presented_id AS record_id, presented_on AS happened_on,
       presented_on - period_ended_on AS measured,
       report, committee, period_ended_on, presented_on, presented_on - period_ended_on AS days
FROM report_presented
WHERE presented_on IS NOT NULL AND period_ended_on IS NOT NULL
