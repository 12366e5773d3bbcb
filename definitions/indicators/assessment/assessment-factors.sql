/*---
id         = "assessment-factors"
title      = "Factors identified at the end of assessment"
area       = "assessment"
question   = "What lies behind the need for help?"
counts     = "assessments authorised in the period with at least one factor recorded"
shape      = "event"
measure    = "percentage"
unit       = "%"
per        = "record"
good       = "neutral"
share_of   = "factor"
dimensions = ["factor", "district", "age-band"]
evidence   = ["authorised_on", "factors_recorded"]
source     = "Children in need census, table C3"
status     = "live"
since      = "0.1"
---*/
WITH recorded AS (
  SELECT assessment_id, count(DISTINCT factor) AS factors_recorded
  FROM assessment_factor
  WHERE factor IS NOT NULL
  GROUP BY assessment_id
)
SELECT a.child_id, a.assessment_id AS record_id, a.authorised_on AS happened_on,
       a.team_id, a.worker_id, a.authorised_on, r.factors_recorded
FROM assessment a
JOIN recorded r ON r.assessment_id = a.assessment_id
WHERE a.authorised_on IS NOT NULL
