/*---
id         = "iro-vacancies"
title      = "IRO posts vacant or unavailable"
area       = "workforce"
question   = "Are there enough reviewing officers at work to hold reviews on time?"
counts     = "full-time posts of independent reviewing officers at the end of the last day, and those in which nobody is at work"
shape      = "spell"
measure    = "ratio"
unit       = "%"
good       = "low"
sensitivity = "process"
dimensions = ["team"]
evidence   = ["post_id", "funded", "vacant", "away", "away_kind"]
source     = "Local measure; IRO Handbook, 2010"
status     = "live"
since      = "0.1"
---*/
SELECT CAST(NULL AS VARCHAR) AS child_id, reviewing_capacity_id AS record_id, started_on, ended_on, unavailable AS numerator, funded AS denominator,
       team_id, post_id, funded, vacant, away, away_kind
FROM reviewing_capacity
