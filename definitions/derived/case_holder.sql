/*---
id    = "case_holder"
title = "Involvements of social workers who hold a case"
about = "Involvements whose role says social worker, allocated or case worker, and whose worker is named. Reviewing officers and supervising social workers (who work with carers) are not case holders. Involvements that begin and end on one day are left out. alone says that no other involvement of this table is open for the child on any of its days."
by    = "child_id"
---*/
WITH worded AS (
  SELECT involvement_id, child_id, worker_id, team_id, change_reason, started_on, coalesce(ended_on, DATE '9999-12-31') AS until_on, lower(role) AS wording
  FROM involvement
  WHERE child_id IS NOT NULL AND worker_id IS NOT NULL AND started_on IS NOT NULL
    AND started_on < coalesce(ended_on, DATE '9999-12-31')
),
holder AS (
  SELECT involvement_id, child_id, worker_id, team_id, change_reason, started_on, until_on
  FROM worded
  WHERE (wording LIKE '%social worker%' OR wording LIKE '%allocated%' OR wording LIKE '%case worker%' OR wording LIKE '%caseworker%')
    AND wording NOT LIKE '%reviewing%' AND wording NOT LIKE '%supervising%'
    AND ' ' || wording || ' ' NOT LIKE '% iro %' AND wording NOT LIKE '%(iro)%'
),
-- Days are numbered so that one pass in the order child, day can carry each child's open involvements along.
numbered AS (
  SELECT involvement_id, child_id, worker_id, team_id, change_reason, started_on, until_on,
         CAST(dense_rank() OVER (ORDER BY child_id) AS BIGINT) * 10000000 AS child_base,
         started_on - DATE '0001-01-01' AS started_day, until_on - DATE '0001-01-01' AS until_day
  FROM holder
),
carried AS (
  SELECT involvement_id, child_id, worker_id, team_id, change_reason, started_on, until_on,
         child_base + started_day AS from_place, child_base + until_day AS until_place,
         max(child_base + until_day) OVER (ORDER BY child_base, started_day ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS before_until_place,
         lead(child_base + started_day) OVER (ORDER BY child_base, started_day) AS next_place
  FROM numbered
)
SELECT involvement_id, child_id, worker_id, team_id, change_reason, started_on, until_on,
       coalesce(before_until_place, 0) <= from_place AND coalesce(next_place, until_place) >= until_place AS alone
FROM carried
