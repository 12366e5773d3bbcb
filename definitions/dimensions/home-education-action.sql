/*---
id    = "home-education-action"
title = "First action on the concern"
key   = "action"
---*/
SELECT code AS key, label AS value FROM code_home_education_action
