/*---
id    = "activity-time"
title = "Full or part time"
key   = "activity"
order = ["Full time", "Part time", "Not in education, employment or training"]
---*/
SELECT code AS key,
       CASE substr(code, 1, 1) WHEN 'F' THEN 'Full time'
                               WHEN 'P' THEN 'Part time'
                               WHEN 'G' THEN 'Not in education, employment or training'
                               ELSE 'Not recorded' END AS value
FROM code_care_leaver_activity
