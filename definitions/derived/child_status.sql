/*---
id    = "child_status"
title = "Looked after or in need, from day to day"
about = "Whether each child was looked after, in need and not looked after, or neither. A child's stretches follow one another without a gap, from 1900 on; until_on is the first day on which a stretch no longer holds."
by    = "child_id"
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
  SELECT child_id, from_on AS day, care, need FROM span WHERE from_on < until_on
  UNION ALL
  SELECT child_id, until_on AS day, 0 - care AS care, 0 - need AS need FROM span WHERE from_on < until_on
),
daily AS (
  SELECT child_id, day, sum(care) AS care, sum(need) AS need
  FROM change
  GROUP BY child_id, day
),
-- One pass over everybody: a child's changes add up to nothing, so the running sums start at 0 again with each child.
running AS (
  SELECT child_id, day AS from_on,
         lead(day) OVER (ORDER BY child_id, day) AS next_day,
         lead(child_id) OVER (ORDER BY child_id, day) AS next_child_id,
         sum(care) OVER (ORDER BY child_id, day) AS care,
         sum(need) OVER (ORDER BY child_id, day) AS need
  FROM daily
)
SELECT child_id,
       CASE WHEN care > 0 THEN 'Looked after' WHEN need > 0 THEN 'In need' ELSE 'Neither' END AS value,
       from_on, CASE WHEN next_child_id = child_id THEN next_day ELSE DATE '9999-12-31' END AS until_on
FROM running
WHERE from_on < DATE '9999-12-31'
UNION ALL
-- Before the first change, and for those who never had one.
SELECT c.child_id, 'Neither', DATE '1900-01-01', coalesce(f.first_on, DATE '9999-12-31')
FROM child c
LEFT JOIN (SELECT child_id, min(from_on) AS first_on FROM span WHERE from_on < until_on GROUP BY child_id) f ON f.child_id = c.child_id
