/*---
id    = "missing-from"
title = "From home or from care"
key   = "missing_from"
order = ["Home", "Care of this authority", "Care of another authority"]
---*/
SELECT 'home' AS key, 'Home' AS value
UNION ALL SELECT 'care', 'Care of this authority'
UNION ALL SELECT 'other care', 'Care of another authority'
