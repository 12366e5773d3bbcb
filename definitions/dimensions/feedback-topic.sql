/*---
id    = "feedback-topic"
title = "Topic"
key   = "topic"
---*/
SELECT code AS key, max(label) AS value FROM code_feedback_topic GROUP BY code
