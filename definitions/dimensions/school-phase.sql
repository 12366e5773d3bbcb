/*---
id    = "school-phase"
title = "School"
key   = "school_phase"
order = ["Primary school", "Secondary school", "Special school", "Alternative provision"]
---*/
SELECT code AS key, label AS value FROM code_school_phase
