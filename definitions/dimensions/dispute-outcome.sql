/*---
id    = "dispute-outcome"
title = "Outcome"
key   = "dispute_outcome"
---*/
SELECT code AS key, label AS value FROM code_dispute_outcome
