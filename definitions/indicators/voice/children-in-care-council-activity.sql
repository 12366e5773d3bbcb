/*---
id         = "children-in-care-council-activity"
title      = "Children in care council meetings and projects"
area       = "voice"
question   = "Do children in care come together and take part?"
counts     = "meetings and project days held in the period"
shape      = "event"
measure    = "count"
unit       = "meetings"
good       = "high"
sensitivity = "none"
dimensions = ["participation-kind", "participation-project"]
evidence   = ["kind", "project", "children"]
source     = "Local measure"
status     = "live"
since      = "0.1"
---*/
WITH came AS (
  SELECT participation_event_id, count(*) AS children FROM participation GROUP BY participation_event_id
)
SELECT CAST(NULL AS VARCHAR) AS child_id, e.participation_event_id AS record_id, e.held_on AS happened_on, e.kind, e.project, coalesce(c.children, 0) AS children
FROM participation_event e
LEFT JOIN came c ON c.participation_event_id = e.participation_event_id
WHERE e.held_on IS NOT NULL
