/*---
id    = "partner-agency"
title = "Agency"
key   = "partner_agency"
---*/
SELECT code AS key, max(label) AS value FROM code_partner_agency GROUP BY code
