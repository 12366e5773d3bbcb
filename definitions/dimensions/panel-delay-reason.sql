/*---
id    = "panel-delay-reason"
title = "Reason for the delay"
key   = "delay_reason"
---*/
SELECT code AS key, label AS value FROM code_panel_delay_reason
