/*---
id    = "survey-question"
title = "Statement"
key   = "question"
---*/
SELECT code AS key, max(label) AS value FROM code_survey_question GROUP BY code
