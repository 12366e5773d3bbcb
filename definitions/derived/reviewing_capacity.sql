/*---
id    = "reviewing_capacity"
title = "Posts of reviewing officers and who is at work in them"
about = "Each funded post of the group Reviewing officer, cut wherever a holder comes, goes, falls away or returns: the share of a full-time post that is funded, that nobody holds (vacant), and whose holder is away, with the kind of absence. An agency officer in a vacant or absent colleague's post makes it available. Leave and training do not count as away."
---*/
WITH held AS (
  SELECT h.post_id, h.post_from_on, h.worker_id, h.fte, h.started_on, h.until_on
  FROM post_held h
  WHERE h.staff_group = 'Reviewing officer'
),
chair AS (
  SELECT DISTINCT p.post_id, p.from_on, coalesce(p.until_on, DATE '9999-12-31') AS until_on, p.fte, p.team_id
  FROM post p
  JOIN code_post_role k ON k.code = p.role
  WHERE k.group_name = 'Reviewing officer'
),
away AS (
  SELECT h.post_id, h.post_from_on, h.worker_id, a.kind, greatest(h.started_on, a.started_on) AS started_on,
         least(h.until_on, coalesce(a.returned_on, DATE '9999-12-31')) AS until_on
  FROM held h
  JOIN absence a ON a.worker_id = h.worker_id AND a.started_on < h.until_on AND coalesce(a.returned_on, DATE '9999-12-31') > h.started_on
  JOIN code_absence_kind k ON k.code = a.kind
  WHERE k.group_name NOT IN ('Planned leave', 'Training') AND a.started_on < coalesce(a.returned_on, DATE '9999-12-31')
),
edge AS (
  SELECT post_id, from_on, from_on AS day FROM chair
  UNION
  SELECT post_id, from_on, until_on AS day FROM chair
  UNION
  SELECT post_id, post_from_on AS from_on, started_on AS day FROM held
  UNION
  SELECT post_id, post_from_on AS from_on, until_on AS day FROM held
  UNION
  SELECT post_id, post_from_on AS from_on, started_on AS day FROM away
  UNION
  SELECT post_id, post_from_on AS from_on, until_on AS day FROM away
),
piece AS (
  SELECT post_id, from_on, day AS started_on, lead(day) OVER (PARTITION BY post_id, from_on ORDER BY day) AS until_on FROM edge
),
-- One row for each holder on each piece, so that someone with two absences at once is away once.
holder AS (
  SELECT p.post_id, p.from_on, p.started_on, h.worker_id, max(h.fte) AS fte, max(a.kind) AS away_kind
  FROM piece p
  JOIN held h ON h.post_id = p.post_id AND h.post_from_on = p.from_on AND h.started_on <= p.started_on AND h.until_on > p.started_on
  LEFT JOIN away a
    ON a.post_id = p.post_id AND a.post_from_on = p.from_on AND a.worker_id = h.worker_id AND a.started_on <= p.started_on AND a.until_on > p.started_on
  GROUP BY p.post_id, p.from_on, p.started_on, h.worker_id
),
filled AS (
  SELECT post_id, from_on, started_on, sum(fte) AS held, sum(CASE WHEN away_kind IS NULL THEN fte ELSE 0 END) AS at_work, max(away_kind) AS away_kind
  FROM holder
  GROUP BY post_id, from_on, started_on
),
measured AS (
  SELECT c.post_id, c.team_id, p.started_on, p.until_on, c.fte AS funded, f.away_kind,
         greatest(c.fte - coalesce(f.held, 0), 0) AS vacant, greatest(c.fte - coalesce(f.at_work, 0), 0) AS unavailable
  FROM piece p
  JOIN chair c ON c.post_id = p.post_id AND c.from_on = p.from_on
  LEFT JOIN filled f ON f.post_id = p.post_id AND f.from_on = p.from_on AND f.started_on = p.started_on
  WHERE p.until_on > p.started_on
)
SELECT post_id || '/' || CAST(started_on AS VARCHAR) AS reviewing_capacity_id, post_id, team_id, started_on, nullif(until_on, DATE '9999-12-31') AS ended_on,
       funded, vacant, unavailable - vacant AS away, unavailable, away_kind
FROM measured
