/*---
id    = "iro_held"
title = "Looked after children of reviewing officers, one by one"
about = "Each stretch of days on which a child was looked after and an independent reviewing officer was responsible for it. until_on is the first day on which it no longer holds; 9999-12-31 while it goes on."
by    = "child_id"
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
)
SELECT child_id, care_period_id, worker_id, started_on, until_on
FROM held
WHERE started_on < until_on
