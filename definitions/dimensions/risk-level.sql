/*---
id    = "risk-level"
title = "Level of risk"
key   = "risk_level"
order = ["High", "Medium", "Low"]
---*/
SELECT code AS key, label AS value FROM code_risk_level
