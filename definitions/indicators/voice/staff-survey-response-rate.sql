/*---
id         = "staff-survey-response-rate"
title      = "Staff survey response rate"
area       = "voice"
question   = "Did enough staff answer to believe the answers?"
counts     = "staff asked in surveys closed in the period, and those who answered"
shape      = "event"
measure    = "ratio"
unit       = "%"
good       = "high"
sensitivity = "process"
limit      = "below 30%, or with fewer than 10 answers, words before figures"
dimensions = ["survey"]
evidence   = ["survey", "invited", "answered"]
source     = "Local staff survey"
status     = "live"
since      = "0.1"
---*/
SELECT CAST(NULL AS VARCHAR) AS child_id, staff_survey_id AS record_id, closed_on AS happened_on, answered AS numerator, invited AS denominator, staff_survey_id, title AS survey, invited, answered
FROM staff_survey
WHERE closed_on IS NOT NULL AND invited > 0 AND answered IS NOT NULL
