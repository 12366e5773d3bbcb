/*---
id     = "contact-amber"
title  = "Contact rated Amber, waiting for a decision"
area   = "front-door"
clock  = "contact-amber"
soon   = "1 working day"
roles  = ["front-door-worker", "front-door-manager"]
needs  = ["contact_log.decided_at"]
source = "Domain guide, section 3 (local standard)"
---*/
SELECT contact_log_id AS record_id, child_id, received_at AS started_at, team_id, worker_id
FROM front_door_contact
WHERE decided_at IS NULL AND rating = 'amber'
