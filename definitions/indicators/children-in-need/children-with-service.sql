/*---
id         = "children-with-service"
title      = "Children helped by a named service"
area       = "children-in-need"
question   = "How many children does each of our special services reach?"
counts     = "children with whom a named service is working at the end of the period's last day"
shape      = "spell"
measure    = "count"
unit       = "children"
per        = "child"
good       = "neutral"
dimensions = ["service", "district", "age-band", "sex"]
evidence   = ["service", "started_on", "ended_on"]
source     = "Local measure"
status     = "live"
since      = "0.1"
---*/
SELECT child_id, service_involvement_id AS record_id, started_on, ended_on, service
FROM service_involvement
WHERE started_on IS NOT NULL AND service IS NOT NULL
