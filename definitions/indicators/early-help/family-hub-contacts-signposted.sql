/*---
id         = "family-hub-contacts-signposted"
title      = "Family hub contacts shown the way to another service"
area       = "early-help"
question   = "Do hubs open the door to other help?"
counts     = "family hub contacts in the period"
shape      = "event"
measure    = "percentage"
unit       = "%"
per        = "record"
good       = "neutral"
dimensions = ["hub", "hub-need", "district"]
evidence   = ["contacted_on", "hub", "need", "onward_service"]
source     = "Local family hub plan"
status     = "live"
since      = "0.1"
---*/
WITH onward AS (
  SELECT code, max(group_name) AS group_name FROM code_onward_service GROUP BY code
)
SELECT h.child_id, h.family_hub_contact_id AS record_id, h.contacted_on AS happened_on,
       h.onward_service IS NOT NULL AND coalesce(o.group_name, '') <> 'None' AS met,
       h.hub, h.need, h.onward_service, h.contacted_on
FROM family_hub_contact h
LEFT JOIN onward o ON o.code = h.onward_service
