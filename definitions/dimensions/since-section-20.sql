/*---
id    = "since-section-20"
title = "Time since the earlier section 20 period"
key   = "since_section_20"
dated = false
many  = false
order = ["Within 12 months", "Over 12 months to 2 years", "Over 2 years", "No earlier period"]
---*/
SELECT '12 months' AS key, 'Within 12 months' AS value
UNION ALL SELECT '2 years', 'Over 12 months to 2 years'
UNION ALL SELECT 'over 2 years', 'Over 2 years'
UNION ALL SELECT 'none', 'No earlier period'
