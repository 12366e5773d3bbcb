/*---
id    = "complaint-kind"
title = "Complaint or compliment"
key   = "kind"
---*/
SELECT code AS key, max(label) AS value FROM code_complaint_kind GROUP BY code
