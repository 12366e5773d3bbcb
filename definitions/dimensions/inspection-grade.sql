/*---
id    = "inspection-grade"
title = "Inspection grade"
key   = "grade"
order = ["Outstanding", "Good", "Requires improvement", "Adequate (earlier frameworks)", "Satisfactory (earlier frameworks)", "Inadequate", "No overall grade"]
---*/
SELECT code AS key, max(label) AS value FROM code_inspection_grade GROUP BY code
