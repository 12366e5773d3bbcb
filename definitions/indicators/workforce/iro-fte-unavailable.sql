/*---
id         = "iro-fte-unavailable"
title      = "IRO posts without anybody at work, by reason"
area       = "workforce"
question   = "Why are reviewing officers missing?"
counts     = "full-time posts of independent reviewing officers in which nobody is at work at the end of the last day"
shape      = "spell"
measure    = "sum"
unit       = "FTE"
good       = "low"
sensitivity = "process"
dimensions = ["unavailable-reason", "team"]
evidence   = ["post_id", "reason", "funded"]
source     = "Local measure; IRO Handbook, 2010"
status     = "live"
since      = "0.1"
---*/
SELECT CAST(NULL AS VARCHAR) AS child_id, k.part || ' ' || c.reviewing_capacity_id AS record_id, c.started_on, c.ended_on,
       CASE WHEN k.part = 'vacant' THEN c.vacant ELSE c.away END AS measured,
       CASE WHEN k.part = 'vacant' THEN 'vacant' ELSE c.away_kind END AS reason, c.team_id, c.post_id, c.funded
FROM reviewing_capacity c
CROSS JOIN (VALUES ('vacant'), ('away')) AS k(part)
WHERE CASE WHEN k.part = 'vacant' THEN c.vacant ELSE c.away END > 0
