/*---
id    = "child_allocation"
title = "Allocated worker and team"
about = "Which social worker, and so which team, holds each child, cut so that one holds at a time: from the start of an allocation until the next one starts or it ends. Reviewing officers, advisers and other roles are left out."
by    = "child_id"
---*/
WITH allocation AS (
  SELECT child_id, started_on, max(worker_id) AS worker_id, max(team_id) AS team_id,
         max(coalesce(ended_on, DATE '9999-12-31')) AS ended_on
  FROM involvement
  WHERE started_on IS NOT NULL AND child_id IS NOT NULL
    AND (lower(role) LIKE '%social worker%' OR lower(role) LIKE '%allocated%' OR lower(role) LIKE '%case worker%')
    AND lower(role) NOT LIKE '%reviewing%' AND lower(role) NOT LIKE '%iro%'
  GROUP BY child_id, started_on
),
-- One order over all children is much faster than one for each: the row after is looked at only where it is of the same child.
ordered AS (
  SELECT child_id, started_on, worker_id, team_id, ended_on,
         CASE WHEN lead(child_id) OVER (ORDER BY child_id, started_on) = child_id
              THEN lead(started_on) OVER (ORDER BY child_id, started_on) END AS next_on
  FROM allocation
)
SELECT child_id, worker_id, team_id, started_on AS from_on,
       least(ended_on, coalesce(next_on, DATE '9999-12-31')) AS until_on
FROM ordered
