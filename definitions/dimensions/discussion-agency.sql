/*---
id    = "discussion-agency"
title = "Agency"
key   = "agency"
---*/
SELECT code AS key, label AS value FROM code_strategy_agency
