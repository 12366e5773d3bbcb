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
sensitivity = "process"
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
allocated AS (
  SELECT child_id, worker_id, change_reason, started_on, coalesce(ended_on, DATE '9999-12-31') AS until_on FROM case_allocation
),
-- Who held the case on the day, or let it go on that day: a case is often closed on the day of authorisation.
started AS (
  SELECT t.assessment_id, t.child_id, t.team_id, t.started_on, t.authorised_on, a.worker_id, a.until_on > t.started_on AS held
  FROM timed t
  JOIN allocated a ON a.child_id = t.child_id AND a.started_on <= t.started_on AND a.until_on >= t.started_on
),
at_both AS (
  SELECT s.assessment_id, s.child_id, s.team_id, s.started_on, s.authorised_on, s.worker_id AS first_worker_id, s.held AS held_first,
         a.worker_id, a.change_reason, a.until_on > s.authorised_on AS held_last
  FROM started s
  JOIN allocated a ON a.child_id = s.child_id AND a.started_on <= s.authorised_on AND a.until_on >= s.authorised_on
),
-- Allocations of one child never overlap: whoever let the case go on the day counts, unless somebody else took it over that day.
handed_over AS (
  SELECT child_id, started_on AS day FROM case_allocation
)
SELECT b.child_id, b.assessment_id AS record_id, b.authorised_on AS happened_on,
       b.first_worker_id <> b.worker_id AS met,
       b.team_id, b.first_worker_id, b.worker_id,
       CASE WHEN b.first_worker_id <> b.worker_id THEN b.change_reason END AS change_reason,
       b.started_on, b.authorised_on
FROM at_both b
WHERE (b.held_first OR NOT EXISTS (SELECT 1 FROM handed_over h WHERE h.child_id = b.child_id AND h.day = b.started_on))
  AND (b.held_last OR NOT EXISTS (SELECT 1 FROM handed_over h WHERE h.child_id = b.child_id AND h.day = b.authorised_on))
