/*---
id    = "website-section"
title = "Section"
key   = "section"
---*/
SELECT code AS key, max(label) AS value FROM code_website_section GROUP BY code
