/*---
id    = "final-order"
title = "Final order"
key   = "final_order"
---*/
SELECT code AS key, label AS value FROM code_final_order
