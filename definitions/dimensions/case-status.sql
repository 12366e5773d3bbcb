/*---
id    = "case-status"
title = "Kind of case"
key   = "child_id"
dated = true
order = ["Looked after", "Protection plan", "In need", "None"]
---*/
WITH span AS (
  SELECT child_id, 1 AS care, 0 AS plan, 0 AS need, started_on AS from_on, coalesce(counted_until_on, DATE '9999-12-31') AS until_on
  FROM care_period
  WHERE counted
  UNION ALL
  SELECT child_id, 0 AS care, 1 AS plan, 0 AS need, started_on AS from_on, coalesce(ended_on, DATE '9999-12-31') AS until_on
  FROM cp_plan_counted
  UNION ALL
  SELECT child_id, 0 AS care, 0 AS plan, 1 AS need, started_on AS from_on, coalesce(ended_on, DATE '9999-12-31') AS until_on
  FROM need_episode
),
change AS (
  SELECT child_id, from_on AS day, care, plan, need FROM span WHERE from_on < until_on
  UNION ALL
  SELECT child_id, until_on AS day, 0 - care AS care, 0 - plan AS plan, 0 - need AS need FROM span WHERE from_on < until_on
),
daily AS (
  SELECT child_id, day, sum(care) AS care, sum(plan) AS plan, sum(need) AS need
  FROM change
  WHERE child_id IS NOT NULL
  GROUP BY child_id, day
),
-- One sum over all children does for each: what begins for a child also ends.
running AS (
  SELECT child_id, day AS from_on,
         lead(child_id) OVER (ORDER BY child_id, day) AS child_after, lead(day) OVER (ORDER BY child_id, day) AS next_on,
         sum(care) OVER (ORDER BY child_id, day ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS care,
         sum(plan) OVER (ORDER BY child_id, day ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS plan,
         sum(need) OVER (ORDER BY child_id, day ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS need
  FROM daily
)
SELECT child_id AS key,
       CASE WHEN care > 0 THEN 'Looked after' WHEN plan > 0 THEN 'Protection plan' WHEN need > 0 THEN 'In need' ELSE 'None' END AS value,
       from_on, CASE WHEN child_after = child_id THEN next_on ELSE DATE '9999-12-31' END AS until_on
FROM running
WHERE from_on < DATE '9999-12-31'
