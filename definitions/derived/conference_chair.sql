/*---
id    = "conference_chair"
title = "Chairs of child protection conferences and their children"
about = "Which named worker, in a role that says protection or conference chair or independent reviewing, is responsible for a child, day by day. A chair comes before a reviewing officer; of several chairs the one that began last is. Rows of one child never overlap."
by    = "child_id"
---*/
WITH worded AS (
  SELECT involvement_id, child_id, worker_id, started_on, coalesce(ended_on, DATE '9999-12-31') AS until_on, lower(role) AS wording
  FROM involvement
  WHERE worker_id IS NOT NULL AND child_id IS NOT NULL AND started_on < coalesce(ended_on, DATE '9999-12-31')
),
named AS (
  SELECT involvement_id, child_id, worker_id, started_on, until_on, 1 AS chair
  FROM worded
  WHERE wording LIKE '%protection chair%' OR wording LIKE '%conference chair%' OR wording LIKE '%cp chair%'
  UNION ALL
  SELECT involvement_id, child_id, worker_id, started_on, coalesce(ended_on, DATE '9999-12-31') AS until_on, 0 AS chair
  FROM iro_involvement
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
  SELECT p.child_id, n.worker_id, p.from_on, p.until_on,
         row_number() OVER (PARTITION BY p.child_id, p.from_on ORDER BY n.chair DESC, n.started_on DESC, n.involvement_id DESC) AS place
  FROM piece p
  JOIN named n ON n.child_id = p.child_id AND n.started_on <= p.from_on AND n.until_on > p.from_on
  WHERE p.until_on IS NOT NULL
)
SELECT child_id, worker_id, from_on AS started_on, nullif(until_on, DATE '9999-12-31') AS ended_on
FROM ranked
WHERE place = 1
