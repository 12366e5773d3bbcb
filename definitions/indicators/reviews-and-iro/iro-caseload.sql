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
WITH held AS (
  SELECT c.child_id, c.care_period_id, i.worker_id,
         greatest(c.started_on, i.started_on) AS started_on,
         least(coalesce(c.counted_until_on, DATE '9999-12-31'), coalesce(i.ended_on, DATE '9999-12-31')) AS until_on
  FROM care_period c
  JOIN iro_involvement i
    ON i.child_id = c.child_id
   AND i.started_on < coalesce(c.counted_until_on, DATE '9999-12-31')
   AND coalesce(i.ended_on, DATE '9999-12-31') > c.started_on
  WHERE c.counted
),
allocated AS (
  SELECT child_id, care_period_id, worker_id, started_on, until_on FROM held WHERE started_on < until_on
),
-- Each officer counts once, from the first day with a child in care to the last.
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
SELECT a.child_id, a.care_period_id || '/' || CAST(a.started_on AS VARCHAR) AS record_id, a.started_on, nullif(a.until_on, DATE '9999-12-31') AS ended_on,
       CAST(1 AS DOUBLE) AS numerator, CAST(0 AS DOUBLE) AS denominator, a.worker_id, 'child' AS part, CAST(NULL AS DOUBLE) AS full_time_equivalent
FROM allocated a
UNION ALL
SELECT CAST(NULL AS VARCHAR) AS child_id, 'officer ' || o.worker_id || '/' || CAST(o.started_on AS VARCHAR) AS record_id,
       o.started_on, nullif(o.until_on, DATE '9999-12-31') AS ended_on,
       CAST(0 AS DOUBLE) AS numerator, CASE WHEN w.full_time_equivalent > 0 THEN w.full_time_equivalent ELSE CAST(1 AS DOUBLE) END AS denominator,
       o.worker_id, 'officer' AS part,
       CASE WHEN w.full_time_equivalent > 0 THEN w.full_time_equivalent ELSE CAST(1 AS DOUBLE) END AS full_time_equivalent
FROM officer o
LEFT JOIN worker w ON w.worker_id = o.worker_id
