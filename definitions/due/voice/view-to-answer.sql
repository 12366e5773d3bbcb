/*---
id     = "view-to-answer"
title  = "What a child asked for, to be answered"
area   = "voice"
clock  = "views-answer"
soon   = "5 working days"
roles  = ["participation-officer"]
lapses = "12 months"
source = "Local standard"
---*/
SELECT child_feedback_id AS record_id, child_id, given_on AS started_on, CAST(NULL AS VARCHAR) AS worker_id
FROM child_feedback
WHERE request AND given_on IS NOT NULL AND answered_on IS NULL
