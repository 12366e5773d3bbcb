/*---
id         = "supervision-in-timescale"
title      = "Supervision held in timescale"
area       = "workforce"
question   = "Does every worker have somebody to think with, month by month?"
counts     = "practitioners in post and at work at the end of the last day who are due supervision"
shape      = "spell"
measure    = "percentage"
unit       = "%"
good       = "high"
sensitivity = "process"
limit      = "1 month since the last supervision (local standard)"
dimensions = ["team", "post-role", "staff-group", "supervisor"]
evidence   = ["worker_id", "last_supervised_on", "due_by"]
source     = "Local standard; there is no national limit"
status     = "live"
since      = "0.1"
---*/
WITH kind AS (
  SELECT code, max(group_name) AS basis FROM code_supervision_kind GROUP BY code
),
-- The clock starts with each supervision, and with each post taken up.
clock AS (
  SELECT s.worker_id, s.held_on AS clock_on, 1 AS supervised, max(s.supervisor_id) AS supervisor_id
  FROM supervision s
  LEFT JOIN kind k ON k.code = s.kind
  WHERE s.held_on IS NOT NULL AND coalesce(k.basis, 'Formal') = 'Formal'
  GROUP BY s.worker_id, s.held_on
  UNION ALL
  SELECT worker_id, holding_started_on AS clock_on, 0 AS supervised, max(CAST(NULL AS VARCHAR)) AS supervisor_id
  FROM worker_in_post
  GROUP BY worker_id, holding_started_on
),
ordered AS (
  SELECT worker_id, clock_on, supervised, supervisor_id,
         lead(worker_id) OVER (ORDER BY worker_id, clock_on, supervised) AS worker_after,
         lead(clock_on) OVER (ORDER BY worker_id, clock_on, supervised) AS clock_after_on
  FROM clock
),
stretch AS (
  SELECT o.worker_id, o.supervised, o.supervisor_id, CASE WHEN o.supervised = 1 THEN o.clock_on END AS last_supervised_on, add_months(o.clock_on, 1) AS due_by, k.met,
         CASE WHEN k.met THEN o.clock_on ELSE add_months(o.clock_on, 1) + 1 END AS from_on,
         least(CASE WHEN k.met THEN add_months(o.clock_on, 1) + 1 ELSE DATE '9999-12-31' END,
               CASE WHEN o.worker_after = o.worker_id THEN o.clock_after_on ELSE DATE '9999-12-31' END) AS until_on
  FROM ordered o
  CROSS JOIN (VALUES (true), (false)) AS k(met)
  WHERE o.supervised = 1 OR NOT k.met
),
due AS (
  SELECT s.worker_id, s.supervisor_id, s.last_supervised_on, s.due_by, s.met, p.team_id, p.role,
         greatest(s.from_on, p.started_on) AS started_on, least(s.until_on, p.until_on) AS until_on
  FROM stretch s
  JOIN worker_in_post p ON p.worker_id = s.worker_id AND p.started_on < s.until_on AND p.until_on > s.from_on
  WHERE s.from_on < s.until_on AND NOT p.away
)
SELECT CAST(NULL AS VARCHAR) AS child_id, worker_id || '/' || CAST(started_on AS VARCHAR) AS record_id, started_on, nullif(until_on, DATE '9999-12-31') AS ended_on, met,
       worker_id, team_id, role, supervisor_id, last_supervised_on, due_by
FROM due
