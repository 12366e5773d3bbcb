/*---
id         = "long-term-placement-stability"
title      = "Long-term placement stability"
area       = "placements"
question   = "Do children who stay in care for long have a settled home?"
counts     = "children under 16 who at the end of the last day have been looked after for 2.5 years or more without a break"
shape      = "spell"
measure    = "percentage"
unit       = "%"
per        = "child"
good       = "high"
limit      = "2 years in the same placement"
dimensions = ["age-band", "placement-type", "placement-group", "team"]
evidence   = ["entered_on", "settled_since_on", "placement_type"]
benchmark  = "lait:LAC_LongStable%"
source     = "Stability measures for children looked after in England; SSDA903 return"
status     = "live"
since      = "0.1"
---*/
-- A placement for adoption with new carers counts together with the placement before it. With the same carers it is one placement already.
WITH eligible AS (
  SELECT l.child_id, l.care_period_id, l.entered_on, l.placement_type,
         greatest(l.started_on, add_months(l.entered_on, 30)) AS started_on,
         least(coalesce(l.ended_on, DATE '9999-12-31'), birthday(l.born_on, 16)) AS until_on,
         CASE WHEN coalesce(p.ended_on, DATE '9999-12-31') > l.started_on
              THEN CASE WHEN p.first_type IN ('A3', 'A4', 'A5', 'A6') THEN coalesce(p.previous_started_on, p.started_on)
                        ELSE p.started_on END END AS settled_since_on
  FROM looked_after_spell l
  LEFT JOIN placement_counted p ON p.placement_id = l.counted_placement_id AND p.care_period_id = l.care_period_id
  WHERE l.born_on IS NOT NULL
),
judged AS (
  SELECT child_id, care_period_id, entered_on, placement_type, started_on, until_on, settled_since_on,
         coalesce(settled_since_on + 730, DATE '9999-12-31') AS stable_on
  FROM eligible
  WHERE started_on < until_on
)
SELECT child_id, care_period_id || '/' || CAST(started_on AS VARCHAR) AS record_id,
       started_on, nullif(least(stable_on, until_on), DATE '9999-12-31') AS ended_on, false AS met,
       placement_type, entered_on, settled_since_on
FROM judged
WHERE stable_on > started_on
UNION ALL
SELECT child_id, care_period_id || '/' || CAST(greatest(started_on, stable_on) AS VARCHAR) AS record_id,
       greatest(started_on, stable_on) AS started_on, nullif(until_on, DATE '9999-12-31') AS ended_on, true AS met,
       placement_type, entered_on, settled_since_on
FROM judged
WHERE stable_on < until_on
