/*---
id    = "day-of-week"
title = "Day of the week"
key   = "day_of_week"
order = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
---*/
SELECT '1' AS key, 'Monday' AS value
UNION ALL SELECT '2', 'Tuesday'
UNION ALL SELECT '3', 'Wednesday'
UNION ALL SELECT '4', 'Thursday'
UNION ALL SELECT '5', 'Friday'
UNION ALL SELECT '6', 'Saturday'
UNION ALL SELECT '7', 'Sunday'
