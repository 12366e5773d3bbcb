/*---
id         = "unplanned-placement-endings"
title      = "Unplanned placement endings"
area       = "placements"
question   = "How often does a child in care move for reasons that nobody planned?"
counts     = "moves of looked after children from one placement to another in the period"
shape      = "event"
measure    = "percentage"
unit       = "%"
per        = "record"
good       = "low"
dimensions = ["placement-change-reason", "provider", "placement-type", "placement-group", "age-band"]
evidence   = ["moved_on", "placement_started_on", "placement_type", "provider", "placement_change_reason"]
source     = "SSDA903 return, reason for placement change"
status     = "live"
since      = "0.1"
---*/
-- A move is the start of a placement that counts as one, after another in the same period of care.
WITH move AS (
  SELECT placement_id, child_id, care_period_id, started_on AS moved_on
  FROM placement_counted
  WHERE previous_started_on IS NOT NULL
),
-- The placement that ended: the last begun before the move, stays elsewhere for a while and stays of no night left out.
left_placement AS (
  SELECT m.placement_id AS to_id, m.child_id, m.care_period_id, m.moved_on,
         q.placement_id, q.started_on, q.placement_type, q.provider, q.change_reason,
         row_number() OVER (PARTITION BY m.placement_id, m.care_period_id ORDER BY q.started_on DESC, q.placement_id DESC) AS place
  FROM move m
  JOIN placement_in_care q ON q.child_id = m.child_id AND q.care_period_id = m.care_period_id AND q.started_on < m.moved_on
  WHERE coalesce(q.ended_on, DATE '9999-12-31') > q.started_on
    AND coalesce(q.placement_type, '') NOT IN ('T0', 'T1', 'T2', 'T3', 'T4')
)
SELECT child_id, to_id AS record_id, moved_on AS happened_on,
       CASE WHEN change_reason IS NOT NULL THEN change_reason <> 'CARPL' END AS met,
       placement_type, provider, change_reason AS placement_change_reason, moved_on, started_on AS placement_started_on
FROM left_placement
WHERE place = 1
