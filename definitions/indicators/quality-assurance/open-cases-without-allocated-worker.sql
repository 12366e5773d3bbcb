/*---
id         = "open-cases-without-allocated-worker"
title      = "Open cases without an allocated worker"
area       = "quality-assurance"
question   = "Is there a named worker for every child we are responsible for?"
counts     = "children with an episode of need, a protection plan or a period of care open, and no named social worker, at the end of the period's last day"
shape      = "spell"
measure    = "count"
unit       = "children"
per        = "child"
good       = "low"
limit      = "0 for protection plans and looked after children"
dimensions = ["case-status", "days-unallocated", "team", "district", "age-band"]
evidence   = ["without_worker_since_on", "days_without_worker"]
source     = "Local measure; commonly reported to committees"
status     = "live"
since      = "0.1"
---*/
SELECT child_id, unallocated_spell_id AS record_id, started_on, ended_on, team_id,
       started_on AS without_worker_since_on, ended_on - started_on AS days_without_worker
FROM unallocated_spell
