/*---
id    = "temporary-approval-outcome"
title = "How the temporary approval ended"
key   = "temporary_outcome"
---*/
SELECT code AS key, label AS value FROM code_temporary_approval_outcome
