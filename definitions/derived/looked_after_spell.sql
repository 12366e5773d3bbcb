/*---
id    = "looked_after_spell"
title = "Time looked after, cut at every change"
about = "Each counted period of care, cut wherever the placement, the legal status or the unaccompanied status changes. The pieces do not overlap, so at any date a child has one. Short breaks are left out, and nothing counts from the 18th birthday. Of two placements or statuses open at once the later started holds."
by    = "child_id"
---*/
WITH placed AS (
  SELECT p.care_period_id, p.child_id, p.started_on, q.placement_id, q.placement_type, q.provider, q.distance_miles,
         row_number() OVER (PARTITION BY p.care_period_id, p.child_id, p.started_on
           ORDER BY q.started_on DESC, coalesce(q.ended_on, DATE '9999-12-31') DESC, q.placement_id DESC) AS place
  FROM looked_after_piece p
  JOIN placement_in_care q
    ON q.child_id = p.child_id AND q.care_period_id = p.care_period_id
   AND q.started_on <= p.started_on AND coalesce(q.ended_on, DATE '9999-12-31') > p.started_on
),
ordered AS (
  SELECT p.care_period_id, p.child_id, p.started_on, l.status, l.started_on AS legal_status_on,
         row_number() OVER (PARTITION BY p.care_period_id, p.child_id, p.started_on
           ORDER BY l.started_on DESC, coalesce(l.ended_on, DATE '9999-12-31') DESC, l.legal_status_id DESC) AS place
  FROM looked_after_piece p
  JOIN legal_status l
    ON l.child_id = p.child_id AND l.started_on <= p.started_on AND coalesce(l.ended_on, DATE '9999-12-31') > p.started_on
  WHERE l.status IS NOT NULL
),
alone AS (
  SELECT DISTINCT p.care_period_id, p.child_id, p.started_on
  FROM looked_after_piece p
  JOIN unaccompanied_spell u
    ON u.child_id = p.child_id AND u.started_on <= p.started_on AND coalesce(u.ended_on, DATE '9999-12-31') > p.started_on
),
settled AS (
  SELECT p.care_period_id, p.child_id, p.started_on, q.placement_id AS counted_placement_id,
         row_number() OVER (PARTITION BY p.care_period_id, p.child_id, p.started_on ORDER BY q.started_on DESC, q.placement_id DESC) AS place
  FROM looked_after_piece p
  JOIN placement_counted q ON q.child_id = p.child_id AND q.started_on <= p.started_on
)
SELECT p.care_period_id || '/' || CAST(p.started_on AS VARCHAR) AS spell_id,
       p.care_period_id, p.child_id, p.born_on, p.started_on, nullif(p.until_on, DATE '9999-12-31') AS ended_on,
       p.entered_on, nullif(p.left_on, DATE '9999-12-31') AS left_on, p.need,
       o.status AS legal_status, o.legal_status_on,
       q.placement_id, q.placement_type, q.provider, q.distance_miles, t.counted_placement_id,
       CASE WHEN a.child_id IS NOT NULL THEN 'yes' ELSE 'no' END AS unaccompanied
FROM looked_after_piece p
LEFT JOIN placed q ON q.care_period_id = p.care_period_id AND q.child_id = p.child_id AND q.started_on = p.started_on AND q.place = 1
LEFT JOIN ordered o ON o.care_period_id = p.care_period_id AND o.child_id = p.child_id AND o.started_on = p.started_on AND o.place = 1
LEFT JOIN alone a ON a.care_period_id = p.care_period_id AND a.child_id = p.child_id AND a.started_on = p.started_on
LEFT JOIN settled t ON t.care_period_id = p.care_period_id AND t.child_id = p.child_id AND t.started_on = p.started_on AND t.place = 1
