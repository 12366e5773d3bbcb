/*---
id    = "hot-spot"
title = "Place where the child was found"
key   = "hot_spot"
---*/
-- A place that fewer than six children were ever found at is not named.
WITH found AS (
  SELECT hot_spot, count(DISTINCT child_id) AS children
  FROM missing_time
  WHERE hot_spot IS NOT NULL
  GROUP BY hot_spot
)
SELECT hot_spot AS key,
       CASE WHEN hot_spot = 'none' THEN 'Not at a known place'
            WHEN children >= 6 THEN hot_spot
            ELSE 'Other known places' END AS value
FROM found
