/*---
id    = "need_spell"
title = "Time in need, child by child"
about = "The episodes of need of each child run together: one row from the day on which a child became a child in need to the day on which no episode was open any more. An episode that begins on the day another ends goes on with it. referral_id and closure_reason are those of the episode that ended last; the reason is empty if the 18th birthday ended it."
by    = "child_id"
links = ["referral_id"]
---*/
WITH episode AS (
  SELECT referral_id, child_id, started_on, coalesce(ended_on, DATE '9999-12-31') AS until_on
  FROM need_episode
  WHERE child_id IS NOT NULL AND coalesce(ended_on, DATE '9999-12-31') >= started_on
),
-- Days are numbered so that one pass in the order child, day can carry each child's open episodes along.
numbered AS (
  SELECT referral_id, child_id, started_on, until_on,
         CAST(dense_rank() OVER (ORDER BY child_id) AS BIGINT) * 10000000 AS child_base,
         started_on - DATE '0001-01-01' AS started_day, until_on - DATE '0001-01-01' AS until_day
  FROM episode
),
carried AS (
  SELECT referral_id, child_id, started_on, until_on, child_base, started_day,
         max(child_base + until_day) OVER (ORDER BY child_base, started_day, referral_id
                                           ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS before_until
  FROM numbered
),
joined AS (
  SELECT referral_id, child_id, started_on, until_on,
         sum(CASE WHEN coalesce(before_until, 0) >= child_base + started_day THEN 0 ELSE 1 END)
           OVER (ORDER BY child_base, started_day, referral_id ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS spell
  FROM carried
),
whole AS (
  SELECT spell, min(child_id) AS child_id, min(started_on) AS started_on, max(until_on) AS until_on
  FROM joined
  GROUP BY spell
),
last_episode AS (
  SELECT w.spell, max(j.referral_id) AS referral_id
  FROM whole w
  JOIN joined j ON j.spell = w.spell AND j.until_on = w.until_on
  GROUP BY w.spell
),
first_episode AS (
  SELECT w.spell, min(j.referral_id) AS referral_id
  FROM whole w
  JOIN joined j ON j.spell = w.spell AND j.started_on = w.started_on
  GROUP BY w.spell
)
SELECT w.child_id || '/' || CAST(w.started_on AS VARCHAR) AS need_spell_id,
       w.child_id, w.started_on, nullif(w.until_on, DATE '9999-12-31') AS ended_on,
       f.referral_id AS first_referral_id, l.referral_id,
       CASE WHEN r.closed_on = w.until_on THEN r.closure_reason END AS closure_reason,
       s.team_id AS started_team_id
FROM whole w
JOIN first_episode f ON f.spell = w.spell
JOIN last_episode l ON l.spell = w.spell
LEFT JOIN referral r ON r.referral_id = l.referral_id
LEFT JOIN referral s ON s.referral_id = f.referral_id
