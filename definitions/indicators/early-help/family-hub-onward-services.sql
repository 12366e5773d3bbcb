/*---
id         = "family-hub-onward-services"
title      = "Where family hubs show families the way to"
area       = "early-help"
question   = "Which services do families go on to from a hub?"
counts     = "family hub contacts in the period that ended with another service"
shape      = "event"
measure    = "percentage"
unit       = "%"
per        = "record"
good       = "neutral"
share_of   = "onward-service"
dimensions = ["onward-service", "hub", "hub-need", "district"]
evidence   = ["contacted_on", "hub", "need", "onward_service"]
source     = "Local family hub plan"
status     = "live"
since      = "0.1"
---*/
WITH onward AS (
  SELECT code, max(group_name) AS group_name FROM code_onward_service GROUP BY code
)
SELECT h.child_id, h.family_hub_contact_id AS record_id, h.contacted_on AS happened_on,
       h.hub, h.need, h.onward_service, h.contacted_on
FROM family_hub_contact h
LEFT JOIN onward o ON o.code = h.onward_service
WHERE h.onward_service IS NOT NULL AND coalesce(o.group_name, '') <> 'None'
