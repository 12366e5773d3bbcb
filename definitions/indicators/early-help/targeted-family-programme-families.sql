/*---
id         = "targeted-family-programme-families"
title      = "Families supported by the targeted family programme"
area       = "early-help"
question   = "How many families does the targeted programme work with?"
counts     = "families with a child in the programme at the end of the period's last day"
shape      = "spell"
measure    = "count"
unit       = "families"
per        = "child"
good       = "neutral"
dimensions = ["family-district", "worker", "team", "joint-working"]
evidence   = ["home_child_id", "team_id", "worker_id"]
source     = "Local programme"
status     = "live"
since      = "0.1"
---*/
-- The family is what counts once, so it stands where other figures have the child.
SELECT family_key AS child_id, service_involvement_id AS record_id, started_on, ended_on,
       family_key, child_id AS home_child_id, worker_id, team_id
FROM family_service
WHERE service = 'targeted-family'
