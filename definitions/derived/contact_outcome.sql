/*---
id    = "contact_outcome"
title = "Contacts and what was decided"
about = "One row per dated contact about a child, with each outcome as yes or no, and has_outcome: whether any outcome is recorded at all."
by    = "child_id"
---*/
WITH flags AS (
  SELECT contact_id, child_id, received_on, source, source_wording,
         coalesce(outcome_new_referral, false)        AS new_referral,
         coalesce(outcome_existing_referral, false)   AS existing_referral,
         coalesce(outcome_cp_enquiry, false)          AS cp_enquiry,
         coalesce(outcome_nfa, false)                 AS no_further_action,
         coalesce(outcome_non_agency_adoption, false) AS non_agency_adoption,
         coalesce(outcome_private_fostering, false)   AS private_fostering,
         coalesce(outcome_advice, false)              AS advice,
         coalesce(outcome_missing, false)             AS missing_child,
         coalesce(outcome_ola_cp, false)              AS other_authority_cp,
         coalesce(outcome_early_help, false)          AS early_help,
         coalesce(outcome_other_outcomes_exist, false) AS other_outcome
  FROM contact
  WHERE received_on IS NOT NULL
)
SELECT contact_id, child_id, received_on, source, source_wording,
       new_referral, existing_referral, cp_enquiry, no_further_action, non_agency_adoption, private_fostering,
       advice, missing_child, other_authority_cp, early_help, other_outcome,
       new_referral OR existing_referral OR cp_enquiry OR no_further_action OR non_agency_adoption OR private_fostering
         OR advice OR missing_child OR other_authority_cp OR early_help OR other_outcome AS has_outcome
FROM flags
