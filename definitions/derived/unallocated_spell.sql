/*---
id    = "unallocated_spell"
title = "Time with an open case and no allocated worker"
about = "For each child, the days on which an episode of need, a protection plan or a period of care was open and no named social worker held the case, from the first such day to the first day on which one did or nothing was open. team_id is the team that took the latest referral before."
by    = "child_id"
---*/
WITH span AS (
  SELECT child_id, started_on AS from_on, coalesce(ended_on, DATE '9999-12-31') AS until_on FROM need_episode
  UNION ALL
  SELECT child_id, started_on AS from_on, coalesce(ended_on, DATE '9999-12-31') AS until_on FROM cp_plan_counted
  UNION ALL
  SELECT child_id, started_on AS from_on, coalesce(counted_until_on, DATE '9999-12-31') AS until_on FROM care_period WHERE counted
),
change AS (
  SELECT child_id, from_on AS day, 1 AS opened, 0 AS taken FROM span WHERE from_on < until_on
  UNION ALL
  SELECT child_id, until_on AS day, -1 AS opened, 0 AS taken FROM span WHERE from_on < until_on
  UNION ALL
  SELECT child_id, started_on AS day, 0 AS opened, 1 AS taken FROM case_allocation
  UNION ALL
  SELECT child_id, coalesce(ended_on, DATE '9999-12-31') AS day, 0 AS opened, -1 AS taken FROM case_allocation
),
daily AS (
  SELECT child_id, day, sum(opened) AS opened, sum(taken) AS taken
  FROM change
  WHERE child_id IS NOT NULL
  GROUP BY child_id, day
),
-- One sum over all children does for each: what a child opens it also closes.
running AS (
  SELECT child_id, day,
         sum(opened) OVER (ORDER BY child_id, day ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) > 0
           AND sum(taken) OVER (ORDER BY child_id, day ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) = 0 AS waiting
  FROM daily
),
turned AS (
  SELECT child_id, day, waiting,
         lag(child_id) OVER (ORDER BY child_id, day) AS child_before, lag(waiting) OVER (ORDER BY child_id, day) AS waiting_before
  FROM running
),
turn AS (
  SELECT child_id, day, waiting FROM turned WHERE coalesce(child_before <> child_id, true) OR waiting <> waiting_before
),
followed AS (
  SELECT child_id, day AS started_on, waiting,
         lead(child_id) OVER (ORDER BY child_id, day) AS child_after, lead(day) OVER (ORDER BY child_id, day) AS next_on
  FROM turn
),
waited AS (
  SELECT child_id, started_on, CASE WHEN child_after = child_id THEN next_on ELSE DATE '9999-12-31' END AS until_on
  FROM followed
  WHERE waiting
),
referred AS (
  SELECT w.child_id, w.started_on, max(r.received_on) AS received_on
  FROM waited w
  JOIN referral r ON r.child_id = w.child_id AND r.received_on <= w.started_on
  GROUP BY w.child_id, w.started_on
),
team_of AS (
  SELECT f.child_id, f.started_on, max(r.team_id) AS team_id
  FROM referred f
  JOIN referral r ON r.child_id = f.child_id AND r.received_on = f.received_on
  GROUP BY f.child_id, f.started_on
)
SELECT w.child_id || '/' || CAST(w.started_on AS VARCHAR) AS unallocated_spell_id,
       w.child_id, w.started_on, nullif(w.until_on, DATE '9999-12-31') AS ended_on, t.team_id
FROM waited w
LEFT JOIN team_of t ON t.child_id = w.child_id AND t.started_on = w.started_on
