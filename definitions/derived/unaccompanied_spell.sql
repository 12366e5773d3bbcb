/*---
id    = "unaccompanied_spell"
title = "Time as an unaccompanied asylum-seeking child"
about = "From the start of the status to its end, or to the grant of refugee status or the 18th birthday if that comes first. A status without a start date is taken as held from the beginning."
optional = ["immigration_status"]
by    = "child_id"
---*/
WITH claimed AS (
  SELECT immigration_status_id, child_id, coalesce(started_on, DATE '0001-01-01') AS started_on, ended_on
  FROM immigration_status
  WHERE starts_with(replace(lower(status), '-', ' '), 'unaccompanied asylum seeking')
),
granted AS (
  SELECT u.immigration_status_id, min(g.started_on) AS granted_on
  FROM claimed u
  JOIN immigration_status g ON g.child_id = u.child_id AND g.started_on >= u.started_on
  WHERE starts_with(lower(g.status), 'refugee')
  GROUP BY u.immigration_status_id
),
bounded AS (
  SELECT u.immigration_status_id, u.child_id, u.started_on,
         least(coalesce(u.ended_on, DATE '9999-12-31'), coalesce(g.granted_on, DATE '9999-12-31'),
               coalesce(birthday(c.born_on, 18), DATE '9999-12-31')) AS until_on
  FROM claimed u
  LEFT JOIN granted g ON g.immigration_status_id = u.immigration_status_id
  LEFT JOIN child c ON c.child_id = u.child_id
)
SELECT immigration_status_id, child_id, started_on, nullif(until_on, DATE '9999-12-31') AS ended_on
FROM bounded
WHERE until_on > started_on
