/*---
id    = "committee-action-type"
title = "What was asked"
key   = "type"
---*/
SELECT code AS key, max(label) AS value FROM code_committee_action_type GROUP BY code
