/*---
id    = "assessment-duration"
title = "Working days to authorisation"
key   = "duration_band"
order = ["0 to 10", "11 to 20", "21 to 30", "31 to 40", "41 to 45", "46 to 50", "51 to 60", "61 and over"]
---*/
SELECT '0 to 10' AS key, '0 to 10' AS value
UNION ALL SELECT '11 to 20', '11 to 20'
UNION ALL SELECT '21 to 30', '21 to 30'
UNION ALL SELECT '31 to 40', '31 to 40'
UNION ALL SELECT '41 to 45', '41 to 45'
UNION ALL SELECT '46 to 50', '46 to 50'
UNION ALL SELECT '51 to 60', '51 to 60'
UNION ALL SELECT '61 and over', '61 and over'
