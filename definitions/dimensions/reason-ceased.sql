/*---
id    = "reason-ceased"
title = "Reason ended"
key   = "end_reason"
---*/
SELECT code AS key, max(label) AS value FROM code_reason_episode_ceased GROUP BY code
