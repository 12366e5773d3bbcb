/*---
id         = "iro-caseload"
title      = "IRO caseload per full-time equivalent"
area       = "reviews-and-iro"
question   = "Do independent reviewing officers have time for each child?"
counts     = "looked after children with an independent reviewing officer at the end of the last day, for each full-time post of those officers"
shape      = "spell"
measure    = "ratio"
unit       = "children per FTE"
per        = "record"
good       = "low"
limit      = "50 to 70 children for each full-time post"
dimensions = ["worker", "worker-agency"]
evidence   = ["part", "full_time_equivalent"]
source     = "IRO Handbook, 2010"
status     = "live"
since      = "0.1"
---*/
-- Each officer counts once, from the first day with a child in care to the last.
WITH joined AS (
  SELECT worker_id, started_on, until_on,
         CASE WHEN started_on <= max(until_on) OVER (PARTITION BY worker_id ORDER BY started_on, until_on
                                                    ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) THEN 0 ELSE 1 END AS anew
  FROM iro_held
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
SELECT a.child_id, a.care_period_id || '/' || CAST(a.started_on AS VARCHAR) AS record_id, a.started_on, nullif(a.until_on, DATE '9999-12-31') AS ended_on,
       CAST(1 AS DOUBLE) AS numerator, CAST(0 AS DOUBLE) AS denominator, a.worker_id, 'child' AS part, CAST(NULL AS DOUBLE) AS full_time_equivalent
FROM iro_held a
UNION ALL
SELECT CAST(NULL AS VARCHAR) AS child_id, 'officer ' || o.worker_id || '/' || CAST(o.started_on AS VARCHAR) AS record_id,
       o.started_on, nullif(o.until_on, DATE '9999-12-31') AS ended_on,
       CAST(0 AS DOUBLE) AS numerator, CASE WHEN w.full_time_equivalent > 0 THEN w.full_time_equivalent ELSE CAST(1 AS DOUBLE) END AS denominator,
       o.worker_id, 'officer' AS part,
       CASE WHEN w.full_time_equivalent > 0 THEN w.full_time_equivalent ELSE CAST(1 AS DOUBLE) END AS full_time_equivalent
FROM officer o
LEFT JOIN worker w ON w.worker_id = o.worker_id
