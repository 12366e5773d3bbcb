/*---
id     = "complaint"
title  = "Complaint to be answered"
area   = "voice"
clocks = ["complaint-1", "complaint-1-complex", "complaint-2"]
soon   = "3 working days"
roles  = ["team-manager", "head-of-service"]
source = "Children Act 1989 Representations Procedure Regulations 2006"
---*/
SELECT complaint_id AS record_id, CAST(NULL AS VARCHAR) AS child_id, received_on AS started_on, team_id, CAST(NULL AS VARCHAR) AS worker_id,
       CASE WHEN kind = 'stage-2' THEN 'complaint-2' WHEN complex THEN 'complaint-1-complex' ELSE 'complaint-1' END AS clock
FROM complaint
WHERE kind IN ('stage-1', 'stage-2') AND received_on IS NOT NULL AND responded_on IS NULL
