/*---
id     = "improvement-action"
title  = "Action of an improvement plan or a complaint"
area   = "quality-assurance"
soon   = "10 working days"
roles  = ["quality-lead", "head-of-service"]
source = "The due day agreed for the action"
---*/
SELECT action_id AS record_id, CAST(NULL AS VARCHAR) AS child_id, raised_on AS started_on, due_on
FROM action
WHERE coalesce(source_kind, '') <> 'audit' AND due_on IS NOT NULL AND completed_on IS NULL
