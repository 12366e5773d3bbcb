/*---
id       = "referral-decision"
title    = "Decision on a referral"
area     = "front-door"
clock    = "referral-decision"
soon     = "1 working day"
roles    = ["front-door-manager", "team-manager"]
optional = ["section_47_enquiry"]
source   = "Working Together to Safeguard Children 2023, chapter 3"
---*/
WITH answered AS (
  SELECT referral_id FROM assessment WHERE referral_id IS NOT NULL AND started_on IS NOT NULL
  UNION
  SELECT referral_id FROM section_47_enquiry WHERE referral_id IS NOT NULL AND started_on IS NOT NULL
)
SELECT r.referral_id AS record_id, r.child_id, r.received_on AS started_on, r.team_id, r.worker_id
FROM referral r
LEFT JOIN answered a ON a.referral_id = r.referral_id
WHERE r.received_on IS NOT NULL AND r.closed_on IS NULL AND a.referral_id IS NULL
  AND r.no_further_action IS NULL
  AND NOT coalesce(r.outcome_single_assessment, false) AND NOT coalesce(r.outcome_nfa, false)
  AND NOT coalesce(r.outcome_strategy_discussion, false) AND NOT coalesce(r.outcome_cla_request, false)
  AND NOT coalesce(r.outcome_non_agency_adoption, false) AND NOT coalesce(r.outcome_private_fostering, false)
  AND NOT coalesce(r.outcome_cp_transfer_in, false) AND NOT coalesce(r.outcome_cp_conference, false)
  AND NOT coalesce(r.outcome_care_leaver, false) AND NOT coalesce(r.outcome_other_outcomes_exist, false)
