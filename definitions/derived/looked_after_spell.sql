/*---
id    = "looked_after_spell"
title = "Time looked after, cut at every change"
about = "Each counted period of care, cut wherever the placement, the legal status or the unaccompanied status changes. The pieces do not overlap, so at any date a child has one. Short breaks are left out, and nothing counts from the 18th birthday. Of two placements or statuses open at once the later started holds."
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
),
piece AS (
  SELECT s.care_period_id, s.child_id, c.on_day AS started_on,
         coalesce(lead(c.on_day) OVER (PARTITION BY c.care_period_id, c.child_id ORDER BY c.on_day), s.until_on) AS until_on,
         s.started_on AS entered_on, s.until_on AS left_on, s.need, s.born_on
  FROM cut c
  JOIN span s ON s.care_period_id = c.care_period_id AND s.child_id = c.child_id
),
placed AS (
  SELECT p.care_period_id, p.child_id, p.started_on, q.placement_id, q.placement_type, q.provider, q.distance_miles,
         row_number() OVER (PARTITION BY p.care_period_id, p.child_id, p.started_on
           ORDER BY q.started_on DESC, coalesce(q.ended_on, DATE '9999-12-31') DESC, q.placement_id DESC) AS place
  FROM piece p
  JOIN placement_in_care q
    ON q.child_id = p.child_id AND q.care_period_id = p.care_period_id
   AND q.started_on <= p.started_on AND coalesce(q.ended_on, DATE '9999-12-31') > p.started_on
),
ordered AS (
  SELECT p.care_period_id, p.child_id, p.started_on, l.status, l.started_on AS legal_status_on,
         row_number() OVER (PARTITION BY p.care_period_id, p.child_id, p.started_on
           ORDER BY l.started_on DESC, coalesce(l.ended_on, DATE '9999-12-31') DESC, l.legal_status_id DESC) AS place
  FROM piece p
  JOIN legal_status l
    ON l.child_id = p.child_id AND l.started_on <= p.started_on AND coalesce(l.ended_on, DATE '9999-12-31') > p.started_on
  WHERE l.status IS NOT NULL
),
alone AS (
  SELECT DISTINCT p.care_period_id, p.child_id, p.started_on
  FROM piece p
  JOIN unaccompanied_spell u
    ON u.child_id = p.child_id AND u.started_on <= p.started_on AND coalesce(u.ended_on, DATE '9999-12-31') > p.started_on
),
settled AS (
  SELECT p.care_period_id, p.child_id, p.started_on, q.placement_id AS counted_placement_id,
         row_number() OVER (PARTITION BY p.care_period_id, p.child_id, p.started_on ORDER BY q.started_on DESC, q.placement_id DESC) AS place
  FROM piece p
  JOIN placement_counted q ON q.child_id = p.child_id AND q.started_on <= p.started_on
)
SELECT p.care_period_id || '/' || CAST(p.started_on AS VARCHAR) AS spell_id,
       p.care_period_id, p.child_id, p.born_on, p.started_on, nullif(p.until_on, DATE '9999-12-31') AS ended_on,
       p.entered_on, nullif(p.left_on, DATE '9999-12-31') AS left_on, p.need,
       o.status AS legal_status, o.legal_status_on,
       q.placement_id, q.placement_type, q.provider, q.distance_miles, t.counted_placement_id,
       CASE WHEN a.child_id IS NOT NULL THEN 'yes' ELSE 'no' END AS unaccompanied
FROM piece p
LEFT JOIN placed q ON q.care_period_id = p.care_period_id AND q.child_id = p.child_id AND q.started_on = p.started_on AND q.place = 1
LEFT JOIN ordered o ON o.care_period_id = p.care_period_id AND o.child_id = p.child_id AND o.started_on = p.started_on AND o.place = 1
LEFT JOIN alone a ON a.care_period_id = p.care_period_id AND a.child_id = p.child_id AND a.started_on = p.started_on
LEFT JOIN settled t ON t.care_period_id = p.care_period_id AND t.child_id = p.child_id AND t.started_on = p.started_on AND t.place = 1
