/*---
id     = "case-without-worker"
title  = "Open case without an allocated social worker"
area   = "quality-assurance"
roles  = ["team-manager", "head-of-service"]
source = "Working Together to Safeguard Children 2023"
---*/
SELECT unallocated_spell_id AS record_id, child_id, started_on, ended_on AS until_on, team_id
FROM unallocated_spell
