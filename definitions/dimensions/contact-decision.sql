/*---
id    = "contact-decision"
title = "Decision on the contact"
key   = "decision"
---*/
SELECT code AS key, max(label) AS value FROM code_contact_decision GROUP BY code
