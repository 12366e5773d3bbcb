/*---
id    = "home-education-contact"
title = "Contact in the last 12 months"
key   = "contact_state"
order = ["Visited or met", "Other contact", "Turned down", "No contact"]
---*/
SELECT 'visited' AS key, 'Visited or met' AS value
UNION ALL SELECT 'contacted', 'Other contact'
UNION ALL SELECT 'refused', 'Turned down'
UNION ALL SELECT 'none', 'No contact'
