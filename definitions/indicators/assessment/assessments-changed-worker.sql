/*---
id         = "assessments-changed-worker"
title      = "Assessments that changed worker before completion"
area       = "assessment"
question   = "Do families have to tell their story twice?"
counts     = "assessments authorised in the period with a known allocated worker on the first day and on the day of authorisation"
shape      = "event"
measure    = "percentage"
unit       = "%"
per        = "record"
good       = "low"
dimensions = ["team", "worker-change-reason", "worker-agency"]
evidence   = ["started_on", "authorised_on", "first_worker_id", "worker_id", "change_reason"]
source     = "Working Together to Safeguard Children, 2023; children's social work workforce statistics"
status     = "live"
since      = "0.1"
---*/
WITH timed AS (
  SELECT assessment_id, child_id, team_id, started_on, authorised_on
  FROM assessment
  WHERE started_on IS NOT NULL AND authorised_on IS NOT NULL
),
-- Who held the case on the day. Failing that, whoever let it go on that day: a case is often closed on the day of authorisation.
at_start AS (
  SELECT t.assessment_id, coalesce(max(h.worker_id), max(l.worker_id)) AS worker_id
  FROM timed t
  LEFT JOIN case_allocation h
    ON h.child_id = t.child_id AND h.started_on <= t.started_on AND coalesce(h.ended_on, DATE '9999-12-31') > t.started_on
  LEFT JOIN case_allocation l ON l.child_id = t.child_id AND l.ended_on = t.started_on
  GROUP BY t.assessment_id
),
at_end AS (
  SELECT t.assessment_id, coalesce(max(h.worker_id), max(l.worker_id)) AS worker_id,
         coalesce(max(h.involvement_id), max(l.involvement_id)) AS involvement_id
  FROM timed t
  LEFT JOIN case_allocation h
    ON h.child_id = t.child_id AND h.started_on <= t.authorised_on AND coalesce(h.ended_on, DATE '9999-12-31') > t.authorised_on
  LEFT JOIN case_allocation l ON l.child_id = t.child_id AND l.ended_on = t.authorised_on
  GROUP BY t.assessment_id
)
SELECT t.child_id, t.assessment_id AS record_id, t.authorised_on AS happened_on,
       s.worker_id <> e.worker_id AS met,
       t.team_id, s.worker_id AS first_worker_id, e.worker_id,
       CASE WHEN s.worker_id <> e.worker_id THEN i.change_reason END AS change_reason,
       t.started_on, t.authorised_on
FROM timed t
JOIN at_start s ON s.assessment_id = t.assessment_id
JOIN at_end e ON e.assessment_id = t.assessment_id
LEFT JOIN involvement i ON i.involvement_id = e.involvement_id
WHERE s.worker_id IS NOT NULL AND e.worker_id IS NOT NULL
