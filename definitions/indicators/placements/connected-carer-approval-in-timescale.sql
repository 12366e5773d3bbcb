/*---
id         = "connected-carer-approval-in-timescale"
title      = "Temporary approvals of connected carers ended in time"
area       = "placements"
question   = "Are relatives and friends who take a child assessed in time?"
counts     = "temporary approvals that ended in the period"
shape      = "event"
measure    = "percentage"
unit       = "%"
per        = "record"
good       = "high"
sensitivity = "process"
limit      = "16 weeks, or 24 with an extension"
dimensions = ["team", "temporary-approval-outcome"]
evidence   = ["started_on", "extended", "limit_on", "ended_on", "days"]
source     = "Care Planning, Placement and Case Review (England) Regulations 2010, regulations 24 and 25"
status     = "live"
since      = "0.1"
---*/
SELECT child_id, temporary_approval_id AS record_id, ended_on AS happened_on,
       ended_on <= started_on + CASE WHEN extended THEN 168 ELSE 112 END AS met,
       team_id, outcome AS temporary_outcome, started_on, ended_on, coalesce(extended, false) AS extended,
       started_on + CASE WHEN extended THEN 168 ELSE 112 END AS limit_on, ended_on - started_on AS days
FROM temporary_approval
WHERE started_on IS NOT NULL AND ended_on IS NOT NULL
