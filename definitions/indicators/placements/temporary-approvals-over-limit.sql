/*---
id         = "temporary-approvals-over-limit"
title      = "Temporary approvals over their limit"
area       = "placements"
question   = "Are children living with relatives whose approval has run out?"
counts     = "children whose temporary approval of a connected carer has run past its limit at the end of the last day"
shape      = "spell"
measure    = "count"
unit       = "children"
per        = "child"
good       = "low"
limit      = "16 weeks, or 24 with an extension"
dimensions = ["team", "age-band"]
evidence   = ["approved_on", "extended", "limit_on"]
source     = "Care Planning, Placement and Case Review (England) Regulations 2010, regulations 24 and 25"
status     = "live"
since      = "0.1"
---*/
SELECT child_id, temporary_approval_id AS record_id,
       started_on + CASE WHEN extended THEN 169 ELSE 113 END AS started_on, ended_on,
       team_id, started_on AS approved_on, coalesce(extended, false) AS extended,
       started_on + CASE WHEN extended THEN 168 ELSE 112 END AS limit_on
FROM temporary_approval
WHERE started_on IS NOT NULL
  AND started_on + CASE WHEN extended THEN 169 ELSE 113 END < coalesce(ended_on, DATE '9999-12-31')
