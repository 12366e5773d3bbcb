/*---
id    = "contact-outcome"
title = "Outcome of the contact"
key   = "record_id"
of_child = true
many  = true
order = ["New referral", "Existing referral", "Child protection enquiry", "Early help", "Advice or signposting", "No further action", "Missing child", "Private fostering", "Non-agency adoption", "Other authority's child protection", "Other outcome"]
---*/
SELECT contact_id AS key, 'New referral' AS value FROM contact_outcome WHERE new_referral
UNION ALL SELECT contact_id, 'Existing referral' FROM contact_outcome WHERE existing_referral
UNION ALL SELECT contact_id, 'Child protection enquiry' FROM contact_outcome WHERE cp_enquiry
UNION ALL SELECT contact_id, 'Early help' FROM contact_outcome WHERE early_help
UNION ALL SELECT contact_id, 'Advice or signposting' FROM contact_outcome WHERE advice
UNION ALL SELECT contact_id, 'No further action' FROM contact_outcome WHERE no_further_action
UNION ALL SELECT contact_id, 'Missing child' FROM contact_outcome WHERE missing_child
UNION ALL SELECT contact_id, 'Private fostering' FROM contact_outcome WHERE private_fostering
UNION ALL SELECT contact_id, 'Non-agency adoption' FROM contact_outcome WHERE non_agency_adoption
UNION ALL SELECT contact_id, 'Other authority''s child protection' FROM contact_outcome WHERE other_authority_cp
UNION ALL SELECT contact_id, 'Other outcome' FROM contact_outcome WHERE other_outcome
