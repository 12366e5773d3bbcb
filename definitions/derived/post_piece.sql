/*---
id    = "post_piece"
title = "Posts and how far they are filled"
about = "Each funded post, cut wherever its holders change: the share of a full-time post that is funded, held by employed workers (in_post), held by permanent ones (permanent), worked by agency workers (agency), worked by agency workers who cover a vacancy (covering), and vacant: funded and held by nobody employed. Agency cover does not make a post less vacant. The pieces of one post do not overlap."
---*/
WITH kind AS (
  SELECT code, max(group_name) AS staff_group FROM code_post_role GROUP BY code
),
edge AS (
  SELECT post_id, from_on, from_on AS day FROM post
  UNION
  SELECT post_id, from_on, coalesce(until_on, DATE '9999-12-31') AS day FROM post
  UNION
  SELECT post_id, post_from_on AS from_on, started_on AS day FROM post_held
  UNION
  SELECT post_id, post_from_on AS from_on, until_on AS day FROM post_held
),
piece AS (
  SELECT post_id, from_on, day AS started_on, lead(day) OVER (PARTITION BY post_id, from_on ORDER BY day) AS until_on FROM edge
),
held AS (
  SELECT p.post_id, p.from_on, p.started_on,
         sum(CASE WHEN h.agency THEN 0 ELSE h.fte END) AS in_post,
         sum(CASE WHEN h.permanent THEN h.fte ELSE 0 END) AS permanent,
         sum(CASE WHEN h.agency THEN h.fte ELSE 0 END) AS agency,
         sum(CASE WHEN h.agency AND h.covers = 'vacancy' THEN h.fte ELSE 0 END) AS covering
  FROM piece p
  JOIN post_held h ON h.post_id = p.post_id AND h.post_from_on = p.from_on AND h.started_on <= p.started_on AND h.until_on > p.started_on
  GROUP BY p.post_id, p.from_on, p.started_on
)
SELECT p.post_id || '/' || CAST(p.started_on AS VARCHAR) AS post_piece_id, p.post_id, o.role, k.staff_group,
       coalesce(k.staff_group IN ('Social worker', 'Social work manager', 'Reviewing officer'), false) AS social_work, o.team_id, o.grade,
       p.started_on, nullif(p.until_on, DATE '9999-12-31') AS ended_on,
       o.fte AS funded, coalesce(h.in_post, 0) AS in_post, coalesce(h.permanent, 0) AS permanent,
       coalesce(h.agency, 0) AS agency, coalesce(h.covering, 0) AS covering,
       greatest(o.fte - coalesce(h.in_post, 0), 0) AS vacant
FROM piece p
JOIN post o ON o.post_id = p.post_id AND o.from_on = p.from_on
LEFT JOIN held h ON h.post_id = p.post_id AND h.from_on = p.from_on AND h.started_on = p.started_on
LEFT JOIN kind k ON k.code = o.role
WHERE p.until_on > p.started_on
