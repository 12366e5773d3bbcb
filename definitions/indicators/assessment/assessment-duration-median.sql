/*---
id         = "assessment-duration-median"
title      = "Assessment duration"
area       = "assessment"
question   = "How long does a family usually wait for its assessment?"
counts     = "assessments authorised in the period"
shape      = "event"
measure    = "median"
unit       = "working days (median)"
per        = "record"
good       = "low"
sensitivity = "process"
limit      = "45 working days"
dimensions = ["assessment-duration", "district", "age-band", "sex", "ethnicity", "ethnicity-group", "disability", "team", "worker"]
evidence   = ["started_on", "authorised_on", "working_days"]
source     = "Working Together to Safeguard Children, 2023; Children in Need census"
status     = "live"
since      = "0.1"
---*/
WITH timed AS (
  SELECT assessment_id, child_id, team_id, worker_id, started_on, authorised_on, working_days(started_on, authorised_on) AS working_days
  FROM assessment
  WHERE started_on <= authorised_on
)
SELECT child_id, assessment_id AS record_id, authorised_on AS happened_on, working_days AS measured,
       CASE WHEN working_days <= 10 THEN '0 to 10' WHEN working_days <= 20 THEN '11 to 20' WHEN working_days <= 30 THEN '21 to 30'
            WHEN working_days <= 40 THEN '31 to 40' WHEN working_days <= 45 THEN '41 to 45' WHEN working_days <= 50 THEN '46 to 50'
            WHEN working_days <= 60 THEN '51 to 60' ELSE '61 and over' END AS duration_band,
       team_id, worker_id, started_on, authorised_on, working_days
FROM timed
