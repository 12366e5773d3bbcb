/*---
id         = "family-hub-families-reached"
title      = "Families reached by family hubs"
area       = "early-help"
question   = "How many families do our hubs see?"
counts     = "families with at least one hub contact in the period"
shape      = "event"
measure    = "count"
unit       = "families"
per        = "child"
good       = "neutral"
dimensions = ["hub", "hub-need", "onward-service", "family-district"]
evidence   = ["home_child_id", "contacted_on", "hub", "need", "onward_service"]
source     = "Local family hub plan"
status     = "live"
since      = "0.1"
---*/
WITH family_of AS (
  SELECT child_id, min(family_id) AS family_id FROM family_member GROUP BY child_id
),
child_of AS (
  SELECT family_id, min(child_id) AS child_id FROM family_member GROUP BY family_id
),
known AS (
  SELECT h.family_hub_contact_id, h.contacted_on, h.hub, h.need, h.onward_service,
         coalesce(h.family_id, f.family_id, 'child ' || h.child_id) AS family_key, coalesce(h.child_id, c.child_id) AS home_child_id
  FROM family_hub_contact h
  LEFT JOIN family_of f ON f.child_id = h.child_id
  LEFT JOIN child_of c ON c.family_id = h.family_id
)
-- The family is what counts once, so it stands where other figures have the child.
SELECT family_key AS child_id, family_hub_contact_id AS record_id, contacted_on AS happened_on,
       hub, need, onward_service, home_child_id, contacted_on
FROM known
WHERE family_key IS NOT NULL
