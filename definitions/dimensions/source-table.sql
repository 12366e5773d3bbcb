/*---
id    = "source-table"
title = "Table of the case system"
key   = "source_table"
---*/
SELECT DISTINCT source_table AS key, source_table AS value FROM load_record WHERE source_table IS NOT NULL
