/*---
id    = "worker_in_post"
title = "Practitioners in post"
about = "Each practitioner (any holder of a post but those of the group Support) from a day to a day, cut where the post or an absence begins or ends, so that each counts once: of several posts held at once the one with most hours counts, and of equal ones the one begun last. away is true while the worker is off sick or on another long absence; leave and training do not count as away."
---*/
WITH practitioner AS (
  SELECT post_held_id, worker_id, role, staff_group, team_id, agency, fte, started_on, until_on, holding_started_on
  FROM post_held
  WHERE staff_group IS NOT NULL AND staff_group <> 'Support'
),
away AS (
  SELECT a.worker_id, a.started_on, coalesce(a.returned_on, DATE '9999-12-31') AS until_on
  FROM absence a
  JOIN code_absence_kind k ON k.code = a.kind
  WHERE k.group_name NOT IN ('Planned leave', 'Training') AND a.started_on < coalesce(a.returned_on, DATE '9999-12-31')
),
edge AS (
  SELECT worker_id, started_on AS day FROM practitioner
  UNION
  SELECT worker_id, until_on AS day FROM practitioner
  UNION
  SELECT worker_id, started_on AS day FROM away
  UNION
  SELECT worker_id, until_on AS day FROM away
),
piece AS (
  SELECT worker_id, day AS started_on, lead(day) OVER (PARTITION BY worker_id ORDER BY day) AS until_on FROM edge
),
ranked AS (
  SELECT p.worker_id, p.started_on, p.until_on, h.post_held_id, h.role, h.staff_group, h.team_id, h.agency, h.holding_started_on,
         row_number() OVER (PARTITION BY p.worker_id, p.started_on ORDER BY h.fte DESC, h.started_on DESC, h.post_held_id DESC) AS place
  FROM piece p
  JOIN practitioner h ON h.worker_id = p.worker_id AND h.started_on <= p.started_on AND h.until_on > p.started_on
  WHERE p.until_on IS NOT NULL
),
absent AS (
  SELECT DISTINCT p.worker_id, p.started_on
  FROM piece p
  JOIN away a ON a.worker_id = p.worker_id AND a.started_on <= p.started_on AND a.until_on > p.started_on
)
SELECT r.worker_id || '/' || CAST(r.started_on AS VARCHAR) AS worker_in_post_id, r.worker_id, r.post_held_id, r.role, r.staff_group, r.team_id, r.agency,
       r.holding_started_on, r.started_on, r.until_on, a.worker_id IS NOT NULL AS away
FROM ranked r
LEFT JOIN absent a ON a.worker_id = r.worker_id AND a.started_on = r.started_on
WHERE r.place = 1
