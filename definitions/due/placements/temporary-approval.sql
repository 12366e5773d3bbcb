/*---
id     = "temporary-approval"
title  = "Temporary approval of a connected carer"
area   = "placements"
clocks = ["connected-approval", "connected-approval-extended"]
soon   = "4 weeks"
roles  = ["team-manager"]
source = "Care Planning, Placement and Case Review (England) Regulations 2010, regulations 24 and 25"
---*/
SELECT temporary_approval_id AS record_id, child_id, started_on, ended_on AS until_on, team_id,
       CASE WHEN extended THEN 'connected-approval-extended' ELSE 'connected-approval' END AS clock
FROM temporary_approval
WHERE started_on IS NOT NULL
