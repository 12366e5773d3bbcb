/*---
id    = "iro_involvement"
title = "Independent reviewing officers and their children"
about = "Which named worker, in a role that says IRO or independent reviewing, is responsible for a child, day by day. Of several open at once the one that began last is. Involvements that begin and end on one day are left out. Rows of one child never overlap."
by    = "child_id"
---*/
WITH named AS (
  SELECT involvement_id, child_id, worker_id, started_on, coalesce(ended_on, DATE '9999-12-31') AS until_on
  FROM involvement
  WHERE worker_id IS NOT NULL AND child_id IS NOT NULL
    AND started_on < coalesce(ended_on, DATE '9999-12-31')
    AND (starts_with(lower(role), 'iro') OR lower(role) LIKE '% iro%' OR lower(role) LIKE '%(iro%' OR lower(role) LIKE '%/iro%'
         OR lower(role) LIKE '%-iro%' OR lower(role) LIKE '%independent review%')
),
edge AS (
  SELECT child_id, started_on AS on_day FROM named
  UNION
  SELECT child_id, until_on AS on_day FROM named
),
piece AS (
  SELECT child_id, on_day AS from_on, lead(on_day) OVER (PARTITION BY child_id ORDER BY on_day) AS until_on
  FROM edge
),
ranked AS (
  SELECT p.child_id, n.worker_id, n.involvement_id, p.from_on, p.until_on,
         row_number() OVER (PARTITION BY p.child_id, p.from_on ORDER BY n.started_on DESC, n.involvement_id DESC) AS place
  FROM piece p
  JOIN named n ON n.child_id = p.child_id AND n.started_on <= p.from_on AND n.until_on > p.from_on
  WHERE p.until_on IS NOT NULL
)
SELECT child_id, worker_id, involvement_id, from_on AS started_on, nullif(until_on, DATE '9999-12-31') AS ended_on
FROM ranked
WHERE place = 1
