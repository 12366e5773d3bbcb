/*---
id         = "manager-posts-filled-permanently"
title      = "Social work manager posts filled permanently"
area       = "workforce"
question   = "Are the teams led by managers who will stay?"
counts     = "full-time posts of social work managers at the end of the last day, and how far permanent managers hold them"
shape      = "spell"
measure    = "ratio"
unit       = "%"
good       = "high"
sensitivity = "none"
dimensions = ["team", "post-role"]
evidence   = ["post_id", "funded", "permanent", "in_post", "agency"]
source     = "Local measure"
status     = "live"
since      = "0.1"
---*/
SELECT CAST(NULL AS VARCHAR) AS child_id, post_piece_id AS record_id, started_on, ended_on, least(permanent, funded) AS numerator, funded AS denominator,
       post_id, team_id, role, funded, permanent, in_post, agency
FROM post_piece
WHERE staff_group = 'Social work manager' AND funded > 0
