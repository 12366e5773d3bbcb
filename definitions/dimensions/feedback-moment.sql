/*---
id    = "feedback-moment"
title = "Before or after"
key   = "moment"
order = ["Before", "After", "Asked once"]
---*/
SELECT code AS key, max(label) AS value FROM code_feedback_moment GROUP BY code
