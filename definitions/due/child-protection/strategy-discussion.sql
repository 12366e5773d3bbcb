/*---
id       = "strategy-discussion"
title    = "Strategy discussion"
area     = "child-protection"
clock    = "s47-strategy"
soon     = "1 working day"
roles    = ["team-manager"]
optional = ["section_47_enquiry"]
lapses   = "3 months"
source   = "Working Together to Safeguard Children 2023, chapter 3"
---*/
WITH asked AS (
  SELECT referral_id, child_id, received_on, team_id, worker_id
  FROM referral
  WHERE received_on IS NOT NULL AND closed_on IS NULL AND outcome_strategy_discussion
),
answered AS (
  SELECT a.referral_id
  FROM asked a
  JOIN strategy_discussion s ON s.child_id = a.child_id AND s.held_on >= a.received_on
  UNION
  SELECT a.referral_id
  FROM asked a
  JOIN section_47_enquiry e ON e.child_id = a.child_id AND e.started_on >= a.received_on
)
SELECT a.referral_id AS record_id, a.child_id, a.received_on AS started_on, a.team_id, a.worker_id
FROM asked a
LEFT JOIN answered d ON d.referral_id = a.referral_id
WHERE d.referral_id IS NULL
