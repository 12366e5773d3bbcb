/*---
id    = "missing-agency"
title = "Required agency that was not there"
key   = "record_id"
many  = true
---*/
SELECT a.strategy_discussion_id AS key, coalesce(c.label, a.agency) AS value
FROM strategy_discussion_attendance a
LEFT JOIN code_strategy_agency c ON c.code = a.agency
WHERE a.required AND NOT a.attended
UNION ALL
SELECT strategy_discussion_id AS key, 'None' AS value
FROM strategy_discussion_attendance
GROUP BY strategy_discussion_id
HAVING sum(CASE WHEN required AND NOT attended THEN 1 ELSE 0 END) = 0
