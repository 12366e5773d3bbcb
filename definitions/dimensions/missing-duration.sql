/*---
id    = "missing-duration"
title = "How long the child was gone"
key   = "duration_band"
order = ["Up to 6 hours", "Over 6 to 24 hours", "Over 1 to 3 days", "Over 3 to 7 days", "Over 7 days", "Not back yet"]
---*/
SELECT 'Up to 6 hours' AS key, 'Up to 6 hours' AS value
UNION ALL SELECT 'Over 6 to 24 hours', 'Over 6 to 24 hours'
UNION ALL SELECT 'Over 1 to 3 days', 'Over 1 to 3 days'
UNION ALL SELECT 'Over 3 to 7 days', 'Over 3 to 7 days'
UNION ALL SELECT 'Over 7 days', 'Over 7 days'
UNION ALL SELECT 'Not back yet', 'Not back yet'
