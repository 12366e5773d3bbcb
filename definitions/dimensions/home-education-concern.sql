/*---
id    = "home-education-concern"
title = "What the concern is about"
key   = "concern"
---*/
SELECT code AS key, label AS value FROM code_home_education_concern_kind
