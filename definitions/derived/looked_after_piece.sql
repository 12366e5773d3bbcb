/*---
id    = "looked_after_piece"
title = "Counted periods of care, cut at every change"
about = "Each counted period of care, cut wherever a placement, a legal status or an unaccompanied status begins or ends. left_on and until_on are 9999-12-31 while open. A table of its own, because time looked after is made from it in several steps."
by    = "child_id"
---*/
WITH span AS (
  SELECT care_period_id, child_id, started_on, coalesce(counted_until_on, DATE '9999-12-31') AS until_on, need, born_on
  FROM care_period
  WHERE counted AND started_on < coalesce(counted_until_on, DATE '9999-12-31')
),
change AS (
  SELECT child_id, started_on AS on_day FROM placement_in_care
  UNION
  SELECT child_id, ended_on AS on_day FROM placement_in_care
  UNION
  SELECT child_id, started_on AS on_day FROM legal_status
  UNION
  SELECT child_id, ended_on AS on_day FROM legal_status
  UNION
  SELECT child_id, started_on AS on_day FROM unaccompanied_spell
  UNION
  SELECT child_id, ended_on AS on_day FROM unaccompanied_spell
),
cut AS (
  SELECT care_period_id, child_id, started_on AS on_day FROM span
  UNION
  SELECT s.care_period_id, s.child_id, c.on_day
  FROM span s
  JOIN change c ON c.child_id = s.child_id AND c.on_day > s.started_on AND c.on_day < s.until_on
)
SELECT s.care_period_id, s.child_id, c.on_day AS started_on,
       coalesce(lead(c.on_day) OVER (PARTITION BY c.care_period_id, c.child_id ORDER BY c.on_day), s.until_on) AS until_on,
       s.started_on AS entered_on, s.until_on AS left_on, s.need, s.born_on
FROM cut c
JOIN span s ON s.care_period_id = c.care_period_id AND s.child_id = c.child_id
