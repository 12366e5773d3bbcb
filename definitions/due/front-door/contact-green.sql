/*---
id     = "contact-green"
title  = "Contact rated Green, waiting for a decision"
area   = "front-door"
clock  = "contact-green"
soon   = "1 working day"
roles  = ["front-door-worker", "front-door-manager"]
needs  = ["contact_log.decided_at"]
source = "Domain guide, section 3 (local standard)"
---*/
SELECT contact_log_id AS record_id, child_id, received_at AS started_at, team_id, worker_id
FROM front_door_contact
WHERE decided_at IS NULL AND coalesce(rating, '') NOT IN ('red', 'amber')
