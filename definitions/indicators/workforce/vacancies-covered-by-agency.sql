/*---
id         = "vacancies-covered-by-agency"
title      = "Social worker vacancies covered by agency workers"
area       = "workforce"
question   = "When a post is empty, is somebody doing the work?"
counts     = "vacant full-time social work posts at the end of the last day, and how far agency workers cover them"
shape      = "spell"
measure    = "ratio"
unit       = "%"
good       = "high"
sensitivity = "none"
dimensions = ["team", "post-role"]
evidence   = ["post_id", "funded", "in_post", "vacant", "covering"]
benchmark  = "lait:Vacancies_cover"
source     = "Children's social work workforce, national statistics"
status     = "live"
since      = "0.1"
---*/
SELECT CAST(NULL AS VARCHAR) AS child_id, post_piece_id AS record_id, started_on, ended_on, least(covering, vacant) AS numerator, vacant AS denominator,
       post_id, team_id, role, funded, in_post, vacant, covering
FROM post_piece
WHERE social_work AND vacant > 0
