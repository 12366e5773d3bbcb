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
-- Children never looked after are put aside first: they are most of those with a worker.
WITH looked_after AS (
  SELECT DISTINCT child_id FROM looked_after_spell
),
-- A worker counts from the day after taking the case until the first day on which the end lies 12 months back or more.
felt AS (
  SELECT a.child_id, a.worker_id, a.started_on + 1 AS from_on,
         coalesce(greatest(add_months(a.ended_on - 1, 12) + 1, add_months(a.ended_on, 12)), DATE '9999-12-31') AS until_on
  FROM case_allocation a
  JOIN looked_after l ON l.child_id = a.child_id
),
-- One person counts once, however often the worker came back. Rows of one child never overlap, so in the order of their starts a worker's rows end in order
-- too: it is enough to look at the row before. One order over all children is much faster than one for each.
joined AS (
  SELECT child_id, worker_id, from_on, until_on,
         CASE WHEN lag(child_id) OVER (ORDER BY child_id, worker_id, from_on, until_on) = child_id
                   AND lag(worker_id) OVER (ORDER BY child_id, worker_id, from_on, until_on) = worker_id
                   AND from_on <= lag(until_on) OVER (ORDER BY child_id, worker_id, from_on, until_on) THEN 0 ELSE 1 END AS anew
  FROM felt
),
islands AS (
  SELECT child_id, from_on, until_on,
         sum(anew) OVER (ORDER BY child_id, worker_id, from_on, until_on ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS island
  FROM joined
),
people AS (
  SELECT max(child_id) AS child_id, island, min(from_on) AS from_on, max(until_on) AS until_on
  FROM islands
  GROUP BY island
),
-- Each person is one more from the first day and one less from the last: the two sides of one row, so that people are worked out once.
change AS (
  SELECT p.child_id, CASE WHEN s.step = 1 THEN p.from_on ELSE p.until_on END AS on_day, s.step
  FROM people p
  CROSS JOIN (VALUES (1), (-1)) AS s(step)
  UNION ALL
  SELECT child_id, started_on AS on_day, 0 AS step FROM looked_after_spell
),
days AS (
  SELECT child_id, on_day, sum(step) AS step FROM change GROUP BY child_id, on_day
),
-- Each person leaves as often as he or she comes (at the end of time at the latest), so a child's steps add up to nothing and the sum can run on over all children.
running AS (
  SELECT child_id, on_day,
         CAST(sum(step) OVER (ORDER BY child_id, on_day ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS BIGINT) AS social_workers,
         CASE WHEN lead(child_id) OVER (ORDER BY child_id, on_day) = child_id
              THEN lead(on_day) OVER (ORDER BY child_id, on_day) ELSE DATE '9999-12-31' END AS next_on
  FROM days
)
SELECT l.child_id, l.care_period_id || '/' || CAST(r.on_day AS VARCHAR) AS record_id, r.on_day AS started_on,
       nullif(least(r.next_on, coalesce(l.ended_on, DATE '9999-12-31')), DATE '9999-12-31') AS ended_on,
       r.social_workers >= 3 AS met, r.social_workers, l.entered_on
FROM running r
JOIN looked_after_spell l
  ON l.child_id = r.child_id AND r.on_day >= l.started_on AND r.on_day < coalesce(l.ended_on, DATE '9999-12-31')
