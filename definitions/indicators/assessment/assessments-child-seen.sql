/*---
id         = "assessments-child-seen"
title      = "Assessments where the child was seen"
area       = "assessment"
question   = "Do social workers see the child before they decide what the child needs?"
counts     = "assessments authorised in the period, less those of children not yet born"
shape      = "event"
measure    = "percentage"
unit       = "%"
per        = "record"
good       = "high"
sensitivity = "process"
dimensions = ["district", "age-band", "sex", "ethnicity", "ethnicity-group", "disability", "team", "worker"]
evidence   = ["started_on", "authorised_on", "child_seen"]
source     = "Working Together to Safeguard Children, 2023; Ofsted inspection data, list 4"
status     = "live"
since      = "0.1"
---*/
SELECT a.child_id, a.assessment_id AS record_id, a.authorised_on AS happened_on,
       coalesce(a.child_seen, false) AS met,
       a.team_id, a.worker_id, a.started_on, a.authorised_on, a.child_seen
FROM assessment a
LEFT JOIN child c ON c.child_id = a.child_id
WHERE a.authorised_on IS NOT NULL
  AND NOT coalesce(c.born_on > a.authorised_on, c.expected_on IS NOT NULL, false)
