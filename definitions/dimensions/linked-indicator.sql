/*---
id    = "linked-indicator"
title = "Indicator it helps to understand"
key   = "indicator"
---*/
SELECT DISTINCT indicator AS key, indicator AS value FROM practice_reflection WHERE indicator IS NOT NULL
