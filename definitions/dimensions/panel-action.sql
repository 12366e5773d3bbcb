/*---
id    = "panel-action"
title = "What was done"
key   = "panel_action"
---*/
SELECT code AS key, label AS value FROM code_panel_action
