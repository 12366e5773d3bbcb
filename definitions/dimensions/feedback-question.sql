/*---
id    = "feedback-question"
title = "Question"
key   = "question"
---*/
SELECT code AS key, max(label) AS value FROM code_child_feedback_question GROUP BY code
