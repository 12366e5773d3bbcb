/*---
id       = "supervision"
title    = "Supervision"
area     = "workforce"
clock    = "supervision"
soon     = "3 working days"
roles    = ["team-manager"]
optional = ["absence"]
source   = "Local procedures"
---*/
WITH kind AS (
  SELECT code, max(group_name) AS basis FROM code_supervision_kind GROUP BY code
),
held AS (
  SELECT s.worker_id, max(s.held_on) AS held_on
  FROM supervision s
  LEFT JOIN kind k ON k.code = s.kind
  WHERE s.held_on <= data_until() AND coalesce(k.basis, 'Formal') = 'Formal'
  GROUP BY s.worker_id
)
SELECT p.worker_id AS record_id, CAST(NULL AS VARCHAR) AS child_id,
       greatest(p.holding_started_on, coalesce(h.held_on, p.holding_started_on)) AS started_on, p.team_id, p.worker_id
FROM worker_in_post p
LEFT JOIN held h ON h.worker_id = p.worker_id
WHERE p.started_on <= data_until() AND p.until_on > data_until() AND NOT p.away
