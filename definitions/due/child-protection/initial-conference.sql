/*---
id     = "initial-conference"
title  = "Initial child protection conference"
area   = "child-protection"
clock  = "icpc-15"
soon   = "5 working days"
roles  = ["social-worker", "team-manager", "reviewing-officer"]
lapses = "12 months"
source = "Working Together to Safeguard Children 2023, chapter 3"
---*/
WITH enquiry AS (
  SELECT section_47_enquiry_id, child_id, started_on, team_id, worker_id
  FROM section_47_enquiry
  WHERE started_on IS NOT NULL AND (completed_on IS NULL OR outcome_cp_conference)
),
held AS (
  SELECT e.section_47_enquiry_id
  FROM enquiry e
  JOIN initial_conference c ON c.child_id = e.child_id AND c.held_on >= e.started_on
  GROUP BY e.section_47_enquiry_id
)
SELECT e.section_47_enquiry_id AS record_id, e.child_id, e.started_on, e.team_id, e.worker_id
FROM enquiry e
LEFT JOIN held h ON h.section_47_enquiry_id = e.section_47_enquiry_id
WHERE h.section_47_enquiry_id IS NULL
