/*---
id         = "iro-caseload-with-plans"
title      = "IRO caseload with protection plans"
area       = "reviews-and-iro"
question   = "Do reviewing officers have time for all the children whose meetings they chair?"
counts     = "looked after children and chaired protection plans at the end of the last day, for each full-time post of those officers"
shape      = "spell"
measure    = "ratio"
unit       = "cases per FTE"
per        = "record"
good       = "low"
dimensions = ["worker", "worker-agency"]
evidence   = ["part", "full_time_equivalent"]
source     = "IRO Handbook, 2010"
status     = "live"
since      = "0.1"
---*/
WITH work AS (
  SELECT child_id, 'care ' || care_period_id AS work_id, 'looked after' AS part, worker_id, started_on, until_on
  FROM iro_held
  UNION ALL
  SELECT p.child_id, 'plan ' || p.cp_plan_id AS work_id, 'protection plan' AS part, k.worker_id,
         greatest(p.started_on, k.started_on) AS started_on,
         least(coalesce(p.ended_on, DATE '9999-12-31'), coalesce(k.ended_on, DATE '9999-12-31')) AS until_on
  FROM cp_plan_counted p
  JOIN conference_chair k
    ON k.child_id = p.child_id
   AND k.started_on < coalesce(p.ended_on, DATE '9999-12-31')
   AND coalesce(k.ended_on, DATE '9999-12-31') > p.started_on
),
allocated AS (
  SELECT child_id, work_id, part, worker_id, started_on, until_on FROM work WHERE started_on < until_on
),
joined AS (
  SELECT worker_id, started_on, until_on,
         CASE WHEN started_on <= max(until_on) OVER (PARTITION BY worker_id ORDER BY started_on, until_on
                                                    ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) THEN 0 ELSE 1 END AS anew
  FROM allocated
),
islands AS (
  SELECT worker_id, started_on, until_on,
         sum(anew) OVER (PARTITION BY worker_id ORDER BY started_on, until_on ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS island
  FROM joined
),
officer AS (
  SELECT worker_id, island, min(started_on) AS started_on, max(until_on) AS until_on
  FROM islands
  GROUP BY worker_id, island
)
SELECT a.child_id, a.work_id || '/' || CAST(a.started_on AS VARCHAR) AS record_id, a.started_on, nullif(a.until_on, DATE '9999-12-31') AS ended_on,
       CAST(1 AS DOUBLE) AS numerator, CAST(0 AS DOUBLE) AS denominator, a.worker_id, a.part, CAST(NULL AS DOUBLE) AS full_time_equivalent
FROM allocated a
UNION ALL
SELECT CAST(NULL AS VARCHAR) AS child_id, 'officer ' || o.worker_id || '/' || CAST(o.started_on AS VARCHAR) AS record_id,
       o.started_on, nullif(o.until_on, DATE '9999-12-31') AS ended_on,
       CAST(0 AS DOUBLE) AS numerator, CASE WHEN w.full_time_equivalent > 0 THEN w.full_time_equivalent ELSE CAST(1 AS DOUBLE) END AS denominator,
       o.worker_id, 'officer' AS part,
       CASE WHEN w.full_time_equivalent > 0 THEN w.full_time_equivalent ELSE CAST(1 AS DOUBLE) END AS full_time_equivalent
FROM officer o
LEFT JOIN worker w ON w.worker_id = o.worker_id
