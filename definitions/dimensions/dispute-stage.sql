/*---
id    = "dispute-stage"
title = "Highest stage"
key   = "dispute_stage"
order = ["Informal", "Team manager", "Service manager", "Head of service or assistant director", "Director"]
---*/
SELECT code AS key, label AS value FROM code_dispute_stage
