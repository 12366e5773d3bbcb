/*---
id    = "panel-status"
title = "Panel"
key   = "panel_status"
order = ["Held", "Postponed", "Cancelled"]
---*/
SELECT code AS key, label AS value FROM code_panel_status
