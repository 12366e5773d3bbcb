/*---
id    = "social-care-status"
title = "Looked after or in need"
key   = "child_id"
dated = true
order = ["Looked after", "In need", "Neither"]
---*/
WITH span AS (
  SELECT child_id, 1 AS care, 0 AS need, started_on AS from_on, coalesce(counted_until_on, DATE '9999-12-31') AS until_on
  FROM care_period
  WHERE counted
  UNION ALL
  SELECT child_id, 0 AS care, 1 AS need, started_on AS from_on, coalesce(ended_on, DATE '9999-12-31') AS until_on
  FROM need_episode
),
change AS (
  SELECT child_id, DATE '1900-01-01' AS day, 0 AS care, 0 AS need FROM child
  UNION ALL
  SELECT child_id, from_on AS day, care, need FROM span WHERE from_on < until_on
  UNION ALL
  SELECT child_id, until_on AS day, 0 - care AS care, 0 - need AS need FROM span WHERE from_on < until_on
),
daily AS (
  SELECT child_id, day, sum(care) AS care, sum(need) AS need
  FROM change
  GROUP BY child_id, day
),
running AS (
  SELECT child_id, day AS from_on,
         lead(day) OVER (PARTITION BY child_id ORDER BY day) AS until_on,
         sum(care) OVER (PARTITION BY child_id ORDER BY day) AS care,
         sum(need) OVER (PARTITION BY child_id ORDER BY day) AS need
  FROM daily
)
SELECT child_id AS key,
       CASE WHEN care > 0 THEN 'Looked after' WHEN need > 0 THEN 'In need' ELSE 'Neither' END AS value,
       from_on, coalesce(until_on, DATE '9999-12-31') AS until_on
FROM running
WHERE from_on < DATE '9999-12-31'
