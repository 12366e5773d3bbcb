/*---
id    = "handbook-duty"
title = "Duty of the handbook"
key   = "duty"
---*/
SELECT code AS key, label AS value FROM code_handbook_duty
