/*---
id    = "year-group"
title = "Year group"
key   = "year_group"
of_child = true
order = ["Nursery", "Reception", "Year 1", "Year 2", "Year 3", "Year 4", "Year 5", "Year 6", "Year 7", "Year 8", "Year 9", "Year 10", "Year 11", "Year 12", "Year 13", "After year 13"]
---*/
SELECT 'Nursery' AS key, 'Nursery' AS value
UNION ALL SELECT 'Reception', 'Reception'
UNION ALL SELECT 'Year 1', 'Year 1'
UNION ALL SELECT 'Year 2', 'Year 2'
UNION ALL SELECT 'Year 3', 'Year 3'
UNION ALL SELECT 'Year 4', 'Year 4'
UNION ALL SELECT 'Year 5', 'Year 5'
UNION ALL SELECT 'Year 6', 'Year 6'
UNION ALL SELECT 'Year 7', 'Year 7'
UNION ALL SELECT 'Year 8', 'Year 8'
UNION ALL SELECT 'Year 9', 'Year 9'
UNION ALL SELECT 'Year 10', 'Year 10'
UNION ALL SELECT 'Year 11', 'Year 11'
UNION ALL SELECT 'Year 12', 'Year 12'
UNION ALL SELECT 'Year 13', 'Year 13'
UNION ALL SELECT 'After year 13', 'After year 13'
