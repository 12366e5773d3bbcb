/*---
id    = "birthday-age"
title = "Age reached"
key   = "birthday_age"
order = ["17 and 18", "19 to 21"]
---*/
SELECT '17 and 18' AS key, '17 and 18' AS value
UNION ALL
SELECT '19 to 21' AS key, '19 to 21' AS value
