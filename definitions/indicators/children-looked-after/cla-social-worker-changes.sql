/*---
id         = "cla-social-worker-changes"
title      = "Looked after children with 3 or more social workers in a year"
area       = "children-looked-after"
question   = "Do children in care keep the same social worker?"
counts     = "children looked after at the end of the last day"
shape      = "spell"
measure    = "percentage"
unit       = "%"
per        = "child"
good       = "low"
looks_back = "12 months"
limit      = "3 social workers in 12 months"
dimensions = ["team", "age-band"]
evidence   = ["entered_on", "social_workers"]
benchmark  = "lait:Stability_SocialWorker"
source     = "Stability measures for children looked after in England"
status     = "live"
since      = "0.1"
---*/
-- A worker counts from the day after taking the case until the first day on which the end lies 12 months back or more.
WITH felt AS (
  SELECT child_id, worker_id, started_on + 1 AS from_on,
         coalesce(greatest(add_months(ended_on - 1, 12) + 1, add_months(ended_on, 12)), DATE '9999-12-31') AS until_on
  FROM case_allocation
),
-- One person counts once, however often the worker came back.
joined AS (
  SELECT child_id, worker_id, from_on, until_on,
         CASE WHEN from_on <= max(until_on) OVER (PARTITION BY child_id, worker_id ORDER BY from_on, until_on
                                                 ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) THEN 0 ELSE 1 END AS anew
  FROM felt
),
islands AS (
  SELECT child_id, worker_id, from_on, until_on,
         sum(anew) OVER (PARTITION BY child_id, worker_id ORDER BY from_on, until_on ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS island
  FROM joined
),
people AS (
  SELECT child_id, worker_id, island, min(from_on) AS from_on, max(until_on) AS until_on
  FROM islands
  GROUP BY child_id, worker_id, island
),
change AS (
  SELECT child_id, from_on AS on_day, 1 AS step FROM people
  UNION ALL
  SELECT child_id, until_on AS on_day, -1 AS step FROM people
  UNION ALL
  SELECT child_id, started_on AS on_day, 0 AS step FROM looked_after_spell
),
days AS (
  SELECT child_id, on_day, sum(step) AS step FROM change GROUP BY child_id, on_day
),
running AS (
  SELECT child_id, on_day,
         CAST(sum(step) OVER (PARTITION BY child_id ORDER BY on_day ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS BIGINT) AS social_workers,
         coalesce(lead(on_day) OVER (PARTITION BY child_id ORDER BY on_day), DATE '9999-12-31') AS next_on
  FROM days
)
SELECT l.child_id, l.care_period_id || '/' || CAST(r.on_day AS VARCHAR) AS record_id, r.on_day AS started_on,
       nullif(least(r.next_on, coalesce(l.ended_on, DATE '9999-12-31')), DATE '9999-12-31') AS ended_on,
       r.social_workers >= 3 AS met, r.social_workers, l.entered_on
FROM running r
JOIN looked_after_spell l
  ON l.child_id = r.child_id AND r.on_day >= l.started_on AND r.on_day < coalesce(l.ended_on, DATE '9999-12-31')
