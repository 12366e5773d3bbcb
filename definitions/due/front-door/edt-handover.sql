/*---
id     = "edt-handover"
title  = "Handover by the emergency duty team"
area   = "front-door"
clock  = "edt-handover"
soon   = "1 working day"
roles  = ["front-door-worker", "front-door-manager"]
needs  = ["emergency_duty_contact.handed_over_at"]
lapses = "1 month"
source = "Domain guide, section 4 (local standard)"
---*/
SELECT emergency_duty_contact_id AS record_id, child_id, over_at AS started_at, team_id
FROM emergency_duty_record
WHERE coalesce(needs_follow_up, false) AND handed_over_at IS NULL AND service = 'children'
