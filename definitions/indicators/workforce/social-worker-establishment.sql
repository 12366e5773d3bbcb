/*---
id         = "social-worker-establishment"
title      = "Social worker establishment"
area       = "workforce"
question   = "How many social work posts do we pay for?"
counts     = "full-time social work posts funded at the end of the last day"
shape      = "spell"
measure    = "sum"
unit       = "FTE"
good       = "neutral"
sensitivity = "none"
dimensions = ["team", "post-grade", "post-role", "staff-group"]
evidence   = ["post_id", "fte", "permanent"]
source     = "Local budget"
status     = "live"
since      = "0.1"
---*/
WITH kind AS (
  SELECT code, max(group_name) AS staff_group FROM code_post_role GROUP BY code
)
SELECT CAST(NULL AS VARCHAR) AS child_id, p.post_id || '/' || CAST(p.from_on AS VARCHAR) AS record_id, p.from_on AS started_on, p.until_on AS ended_on,
       p.fte AS measured, p.post_id, p.team_id, p.grade, p.role, p.fte, CASE WHEN p.permanent THEN 'yes' WHEN NOT p.permanent THEN 'no' END AS permanent
FROM post p
JOIN kind k ON k.code = p.role
WHERE k.staff_group IN ('Social worker', 'Social work manager', 'Reviewing officer') AND p.fte > 0
