/*---
id    = "views-method"
title = "How the child's views were given"
key   = "views_method"
order = ["Spoke at the review", "An advocate spoke for the child at the review", "Used symbols at the review", "Briefed an advocate", "Sent views another way", "Attended without giving views", "Views not given", "Asked during an assessment"]
---*/
SELECT 'PN1' AS key, 'Spoke at the review' AS value
UNION ALL SELECT 'PN2' AS key, 'An advocate spoke for the child at the review' AS value
UNION ALL SELECT 'PN3' AS key, 'Used symbols at the review' AS value
UNION ALL SELECT 'PN5' AS key, 'Briefed an advocate' AS value
UNION ALL SELECT 'PN6' AS key, 'Sent views another way' AS value
UNION ALL SELECT 'PN4' AS key, 'Attended without giving views' AS value
UNION ALL SELECT 'PN7' AS key, 'Views not given' AS value
UNION ALL SELECT 'assessment' AS key, 'Asked during an assessment' AS value
