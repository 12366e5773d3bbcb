/*---
id    = "panel"
title = "Panel"
key   = "panel"
---*/
SELECT DISTINCT panel AS key, panel AS value FROM adoption_panel WHERE panel IS NOT NULL
