/*---
id    = "school-phase"
title = "School phase"
key   = "school_phase"
order = ["Early years", "Primary", "Secondary", "Post-16", "Special school", "Alternative provision"]
---*/
SELECT code AS key, label AS value FROM code_school_phase
