/*---
id    = "contact-rating"
title = "Rating of the contact"
key   = "rating"
order = ["Red", "Amber", "Green"]
---*/
SELECT code AS key, max(label) AS value FROM code_contact_rating GROUP BY code
