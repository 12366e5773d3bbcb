/*---
id    = "sen-need"
title = "Main special educational need"
key   = "sen_need"
---*/
SELECT code AS key, label AS value FROM code_sen_need_type
