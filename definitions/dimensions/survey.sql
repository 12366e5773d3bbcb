/*---
id    = "survey"
title = "Survey"
key   = "staff_survey_id"
---*/
SELECT staff_survey_id AS key, coalesce(title, staff_survey_id) AS value FROM staff_survey
