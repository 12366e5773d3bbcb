/*---
id         = "assessments-open-over-45-working-days"
title      = "Open assessments already beyond 45 working days"
area       = "assessment"
question   = "Which families are waiting past the limit now?"
counts     = "assessments not authorised at the end of the period's last day, whose 45th working day was before that day"
shape      = "spell"
measure    = "count"
unit       = "assessments"
per        = "record"
good       = "low"
sensitivity = "process"
limit      = "45 working days"
dimensions = ["district", "age-band", "sex", "ethnicity", "ethnicity-group", "disability", "team", "worker"]
evidence   = ["assessment_started_on", "due_on", "authorised_on"]
source     = "Working Together to Safeguard Children, 2023"
status     = "live"
since      = "0.1"
---*/
WITH due AS (
  SELECT child_id, assessment_id, started_on, authorised_on, team_id, worker_id,
         add_working_days(started_on, 45) AS due_on
  FROM assessment
  WHERE started_on IS NOT NULL
)
-- Overdue from the day after the 45th working day until the day of authorisation.
SELECT child_id, assessment_id AS record_id,
       due_on + 1 AS started_on, authorised_on AS ended_on,
       team_id, worker_id, started_on AS assessment_started_on, due_on, authorised_on
FROM due
WHERE coalesce(authorised_on, DATE '9999-12-31') > due_on
