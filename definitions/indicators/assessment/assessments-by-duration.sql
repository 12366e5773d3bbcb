/*---
id         = "assessments-by-duration"
title      = "Assessments by working days taken"
area       = "assessment"
question   = "Do assessments take as long as they need, or as long as the limit allows?"
counts     = "assessments authorised in the period, each band of working days as a share of all"
shape      = "event"
measure    = "percentage"
unit       = "%"
per        = "record"
good       = "neutral"
sensitivity = "process"
share_of   = "assessment-duration"
limit      = "45 working days"
dimensions = ["assessment-duration", "district", "age-band", "sex", "ethnicity", "disability", "team", "worker"]
evidence   = ["started_on", "authorised_on", "working_days"]
source     = "Children in Need census"
status     = "live"
since      = "0.1"
---*/
WITH timed AS (
  SELECT assessment_id, child_id, team_id, worker_id, started_on, authorised_on, working_days(started_on, authorised_on) AS working_days
  FROM assessment
  WHERE started_on <= authorised_on
)
SELECT child_id, assessment_id AS record_id, authorised_on AS happened_on,
       CASE WHEN working_days <= 10 THEN '0 to 10' WHEN working_days <= 20 THEN '11 to 20' WHEN working_days <= 30 THEN '21 to 30'
            WHEN working_days <= 40 THEN '31 to 40' WHEN working_days <= 45 THEN '41 to 45' WHEN working_days <= 50 THEN '46 to 50'
            WHEN working_days <= 60 THEN '51 to 60' ELSE '61 and over' END AS duration_band,
       team_id, worker_id, started_on, authorised_on, working_days
FROM timed
