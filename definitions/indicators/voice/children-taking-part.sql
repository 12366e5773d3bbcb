/*---
id         = "children-taking-part"
title      = "Children taking part in council meetings and projects"
area       = "voice"
question   = "How many children in care take part?"
counts     = "different children at meetings and project days held in the period"
shape      = "event"
measure    = "count"
unit       = "children"
per        = "child"
good       = "high"
dimensions = ["participation-project", "age-band"]
evidence   = ["kind", "project"]
source     = "Local measure"
status     = "live"
since      = "0.1"
---*/
SELECT p.child_id, p.participation_event_id || '/' || p.child_id AS record_id, e.held_on AS happened_on, e.kind, e.project
FROM participation p
JOIN participation_event e ON e.participation_event_id = p.participation_event_id
WHERE e.held_on IS NOT NULL
