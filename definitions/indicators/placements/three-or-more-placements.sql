/*---
id         = "three-or-more-placements"
title      = "Looked after children with 3 or more placements in a year"
area       = "placements"
question   = "Are children in care moved too often?"
counts     = "children looked after at the end of the last day"
shape      = "spell"
measure    = "percentage"
unit       = "%"
per        = "child"
good       = "low"
looks_back = "12 months"
limit      = "3 placements in 12 months"
dimensions = ["district", "age-band", "sex", "ethnicity", "disability", "team", "worker", "placement-type", "placement-group"]
evidence   = ["entered_on", "placement_started_on", "third_last_ended_on"]
benchmark  = "lait:LACStable_2016on"
source     = "Stability measures for children looked after in England; SSDA903 return"
status     = "live"
since      = "0.1"
---*/
-- A placement is felt from the day after it starts, and holds until the day after the next one starts. While it holds, the child has had
-- three in the 12 months before for as long as the placement two before ended later than 12 months ago.
WITH ordered AS (
  SELECT child_id, started_on, third_last_ended_on, started_on + 1 AS from_on,
         coalesce(lead(started_on) OVER (PARTITION BY child_id ORDER BY started_on, placement_id) + 1, DATE '9999-12-31') AS next_on,
         greatest(add_months(third_last_ended_on - 1, 12) + 1, add_months(third_last_ended_on, 12)) AS clear_on
  FROM placement_counted
),
many AS (
  SELECT child_id, started_on AS placement_started_on, third_last_ended_on, from_on, least(next_on, clear_on) AS until_on
  FROM ordered
  WHERE third_last_ended_on IS NOT NULL AND from_on < least(next_on, clear_on)
),
spell AS (
  SELECT child_id, care_period_id, started_on, coalesce(ended_on, DATE '9999-12-31') AS until_on, entered_on, placement_type
  FROM looked_after_spell
),
days AS (
  SELECT child_id, started_on AS on_day FROM spell
  UNION
  SELECT child_id, from_on AS on_day FROM many
  UNION
  SELECT child_id, until_on AS on_day FROM many
),
followed AS (
  SELECT child_id, on_day, coalesce(lead(on_day) OVER (PARTITION BY child_id ORDER BY on_day), DATE '9999-12-31') AS next_on
  FROM days
),
piece AS (
  SELECT s.child_id, s.care_period_id, f.on_day AS started_on, least(f.next_on, s.until_on) AS until_on, s.entered_on, s.placement_type
  FROM followed f
  JOIN spell s ON s.child_id = f.child_id AND f.on_day >= s.started_on AND f.on_day < s.until_on
)
SELECT p.child_id, p.care_period_id || '/' || CAST(p.started_on AS VARCHAR) AS record_id,
       p.started_on, nullif(p.until_on, DATE '9999-12-31') AS ended_on, m.child_id IS NOT NULL AS met,
       p.placement_type, p.entered_on, m.placement_started_on, m.third_last_ended_on
FROM piece p
LEFT JOIN many m ON m.child_id = p.child_id AND m.from_on <= p.started_on AND m.until_on > p.started_on
