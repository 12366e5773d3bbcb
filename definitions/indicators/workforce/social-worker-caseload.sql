/*---
id         = "social-worker-caseload"
title      = "Average caseload per social worker"
area       = "workforce"
question   = "Do social workers have few enough children to know each one well?"
counts     = "children allocated to a named social worker at the end of the last day, for each full-time post that holds any"
shape      = "spell"
measure    = "ratio"
unit       = "cases per full-time social worker"
good       = "low"
limit      = "local, often 15 to 20"
dimensions = ["team", "worker", "job-title"]
evidence   = ["worker_id", "allocated_on", "numerator", "denominator"]
benchmark  = "lait:Work_Force_AvgNumCase_SW"
source     = "Children's social work workforce, national statistics"
status     = "live"
since      = "0.1"
---*/
WITH turn AS (
  SELECT worker_id, team_id, child_id, involvement_id, started_on, coalesce(ended_on, DATE '9999-12-31') AS until_on
  FROM case_allocation
),
-- A worker holds cases from the start of one to the start of the next, or until the last of those begun so far has ended.
holding AS (
  SELECT worker_id, team_id, started_on,
         lead(started_on) OVER (PARTITION BY worker_id ORDER BY started_on, involvement_id, child_id) AS next_on,
         max(until_on) OVER (PARTITION BY worker_id ORDER BY started_on, involvement_id, child_id
                             ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS busy_until_on
  FROM turn
),
post AS (
  SELECT worker_id, team_id, started_on, least(coalesce(next_on, DATE '9999-12-31'), busy_until_on) AS until_on
  FROM holding
)
SELECT child_id, involvement_id AS record_id, started_on, ended_on,
       CAST(1 AS DOUBLE) AS numerator, CAST(0 AS DOUBLE) AS denominator, worker_id, team_id, allocated_on
FROM case_allocation
UNION ALL
SELECT CAST(NULL AS VARCHAR) AS child_id, 'worker ' || p.worker_id AS record_id, p.started_on, nullif(p.until_on, DATE '9999-12-31') AS ended_on,
       CAST(0 AS DOUBLE) AS numerator, coalesce(nullif(w.full_time_equivalent, 0), 1) AS denominator, p.worker_id, p.team_id,
       CAST(NULL AS DATE) AS allocated_on
FROM post p
LEFT JOIN worker w ON w.worker_id = p.worker_id
WHERE p.started_on < p.until_on
