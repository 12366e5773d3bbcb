/*---
id         = "practice-wisdom-items"
title      = "Practice wisdom items recorded"
area       = "voice"
question   = "What do practitioners know that the figures do not tell?"
counts     = "reflections, learning points and conference outcomes recorded in the period"
shape      = "event"
measure    = "count"
unit       = "items"
good       = "high"
sensitivity = "none"
dimensions = ["reflection-kind", "practice-theme", "team", "linked-indicator"]
evidence   = ["kind", "theme", "indicator", "may_be_quoted"]
source     = "Local measure"
status     = "live"
since      = "0.1"
---*/
SELECT CAST(NULL AS VARCHAR) AS child_id, practice_reflection_id AS record_id, recorded_on AS happened_on, kind, theme, team_id, indicator,
       CASE WHEN may_be_quoted THEN 'yes' WHEN NOT may_be_quoted THEN 'no' END AS may_be_quoted
FROM practice_reflection
WHERE recorded_on IS NOT NULL
