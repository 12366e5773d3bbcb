/*---
id         = "social-worker-vacancy-rate"
title      = "Social worker vacancy rate"
area       = "workforce"
question   = "Are there enough social workers of our own?"
counts     = "full-time social work posts that nobody employed holds at the end of the last day, of those posts and the posts held"
shape      = "spell"
measure    = "ratio"
unit       = "%"
good       = "low"
sensitivity = "none"
dimensions = ["team", "post-grade", "post-role"]
evidence   = ["post_id", "funded", "in_post", "vacant", "agency"]
benchmark  = "lait:Work_Force_Vac_Rate"
source     = "Children's social work workforce, national statistics"
status     = "live"
since      = "0.1"
---*/
SELECT CAST(NULL AS VARCHAR) AS child_id, post_piece_id AS record_id, started_on, ended_on, vacant AS numerator, vacant + in_post AS denominator,
       post_id, team_id, grade, role, funded, in_post, vacant, agency
FROM post_piece
WHERE social_work
