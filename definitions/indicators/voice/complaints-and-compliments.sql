/*---
id         = "complaints-and-compliments"
title      = "Complaints and compliments"
area       = "voice"
question   = "What do families tell us unasked?"
counts     = "complaints and compliments received in the period"
shape      = "event"
measure    = "count"
unit       = "received"
good       = "neutral"
dimensions = ["complaint-kind", "complaint-from-child", "team"]
evidence   = ["kind", "responded_on", "upheld"]
source     = "Children Act 1989 Representations Procedure (England) Regulations 2006"
status     = "live"
since      = "0.1"
---*/
SELECT CAST(NULL AS VARCHAR) AS child_id, complaint_id AS record_id, received_on AS happened_on, kind, team_id,
       CASE WHEN from_child THEN 'yes' WHEN NOT from_child THEN 'no' END AS from_child, responded_on, CASE WHEN upheld THEN 'yes' WHEN NOT upheld THEN 'no' END AS upheld
FROM complaint
WHERE received_on IS NOT NULL
