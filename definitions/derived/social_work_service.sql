/*---
id    = "social_work_service"
title = "Time as a social worker of the authority"
about = "Each unbroken time for which a worker employed by the authority, not through an agency, held social work posts. A post taken up by the next working day after the one before goes on with the same time: a move between teams or grades does not end it."
---*/
WITH held AS (
  SELECT worker_id, started_on, until_on FROM post_held WHERE social_work AND NOT agency
),
joined AS (
  SELECT worker_id, started_on, until_on,
         max(least(until_on, DATE '2999-01-01')) OVER (PARTITION BY worker_id ORDER BY started_on, until_on
                                                       ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS before_on
  FROM held
),
islands AS (
  SELECT worker_id, started_on, until_on,
         sum(CASE WHEN started_on <= add_working_days(before_on, 1) THEN 0 ELSE 1 END)
           OVER (PARTITION BY worker_id ORDER BY started_on, until_on ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS island
  FROM joined
)
SELECT worker_id, island, min(started_on) AS started_on, max(until_on) AS until_on
FROM islands
GROUP BY worker_id, island
