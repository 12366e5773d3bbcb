/*---
id    = "iro_load"
title = "Looked after children of each reviewing officer"
about = "How many looked after children each independent reviewing officer is responsible for, from a day to a day, and for one full-time post. An officer without hours on record counts as one full post. Days without a child are left out."
---*/
WITH change AS (
  SELECT worker_id, started_on AS on_day, 1 AS step FROM iro_held
  UNION ALL
  SELECT worker_id, until_on AS on_day, -1 AS step FROM iro_held
),
days AS (
  SELECT worker_id, on_day, sum(step) AS step FROM change GROUP BY worker_id, on_day
),
running AS (
  SELECT worker_id, on_day,
         CAST(sum(step) OVER (PARTITION BY worker_id ORDER BY on_day ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS BIGINT) AS children,
         lead(on_day) OVER (PARTITION BY worker_id ORDER BY on_day) AS next_on
  FROM days
)
SELECT r.worker_id || '/' || CAST(r.on_day AS VARCHAR) AS load_id, r.worker_id, r.on_day AS started_on,
       nullif(r.next_on, DATE '9999-12-31') AS ended_on, r.children,
       CASE WHEN w.full_time_equivalent > 0 THEN w.full_time_equivalent ELSE CAST(1 AS DOUBLE) END AS full_time_equivalent,
       round(r.children / CASE WHEN w.full_time_equivalent > 0 THEN w.full_time_equivalent ELSE CAST(1 AS DOUBLE) END, 6) AS children_per_post
FROM running r
LEFT JOIN worker w ON w.worker_id = r.worker_id
WHERE r.children > 0 AND r.next_on IS NOT NULL
