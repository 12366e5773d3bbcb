/*---
id    = "case_allocation"
title = "Children allocated to a social worker"
about = "Who held each child's case, day by day: open involvements whose role says social worker, allocated or case worker, and whose worker is named. Of several open at once the one that began last holds the case. Reviewing officers and supervising social workers (who work with carers) are not case holders. Rows of one child never overlap."
by    = "child_id"
---*/
-- Only where involvements lie upon one another need the days be cut at every start and end: most lie alone and hold the case from their first day to their last.
WITH together AS (
  SELECT involvement_id, child_id, worker_id, team_id, change_reason, started_on, until_on FROM case_holder WHERE NOT alone
),
edge AS (
  SELECT child_id, started_on AS day FROM together
  UNION
  SELECT child_id, until_on AS day FROM together
),
piece AS (
  SELECT child_id, day AS from_on, lead(day) OVER (PARTITION BY child_id ORDER BY day) AS until_on
  FROM edge
),
ranked AS (
  SELECT p.child_id, h.worker_id, h.team_id, h.change_reason, h.involvement_id, p.from_on, p.until_on, h.started_on AS allocated_on,
         row_number() OVER (PARTITION BY p.child_id, p.from_on ORDER BY h.started_on DESC, h.involvement_id DESC) AS place
  FROM piece p
  JOIN together h ON h.child_id = p.child_id AND h.started_on <= p.from_on AND h.until_on > p.from_on
  WHERE p.until_on IS NOT NULL
)
SELECT child_id, worker_id, team_id, involvement_id, change_reason, allocated_on,
       from_on AS started_on, nullif(until_on, DATE '9999-12-31') AS ended_on
FROM ranked
WHERE place = 1
UNION ALL
SELECT child_id, worker_id, team_id, involvement_id, change_reason, started_on AS allocated_on,
       started_on, nullif(until_on, DATE '9999-12-31') AS ended_on
FROM case_holder
WHERE alone
