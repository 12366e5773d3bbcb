/*---
id    = "feedback-body"
title = "Who spoke"
key   = "body"
---*/
SELECT code AS key, max(label) AS value FROM code_feedback_body GROUP BY code
