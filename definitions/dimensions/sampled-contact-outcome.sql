/*---
id    = "sampled-contact-outcome"
title = "Outcome of the contact"
key   = "contact_id"
of_child = true
many  = true
order = ["New referral", "Early help", "Advice or signposting", "No further action", "Other outcome"]
---*/
SELECT contact_id AS key, 'New referral' AS value FROM contact_outcome WHERE new_referral
UNION ALL SELECT contact_id, 'Early help' FROM contact_outcome WHERE early_help
UNION ALL SELECT contact_id, 'Advice or signposting' FROM contact_outcome WHERE advice
UNION ALL SELECT contact_id, 'No further action' FROM contact_outcome WHERE no_further_action
UNION ALL SELECT contact_id, 'Other outcome' FROM contact_outcome
WHERE has_outcome AND NOT new_referral AND NOT early_help AND NOT advice AND NOT no_further_action
