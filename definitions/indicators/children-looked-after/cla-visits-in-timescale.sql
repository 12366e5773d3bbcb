/*---
id         = "cla-visits-in-timescale"
title      = "Looked after children visited in timescale"
area       = "children-looked-after"
question   = "Are children in care seen by their social worker as often as the law asks?"
counts     = "children looked after for more than one week at the end of the last day"
shape      = "spell"
measure    = "percentage"
unit       = "%"
per        = "child"
good       = "high"
sensitivity = "process"
limit      = "1 week, then 6 weeks; 3 months if placed to 18, after the first year"
dimensions = ["team", "worker", "placement-type", "placement-group", "seen-alone"]
evidence   = ["placement_started_on", "last_visit_on", "visit_rule", "in_time_until_on", "seen_alone"]
source     = "Care Planning, Placement and Case Review (England) Regulations 2010, regulation 28"
status     = "live"
since      = "0.1"
---*/
WITH ruled AS (
  SELECT care_period_id, child_id, from_on, until_on, placement_type, placement_started_on, last_visit_on, seen_alone, clock_on,
         CASE WHEN coalesce(last_visit_on < clock_on, true) THEN 'first week'
              WHEN placement_type = 'P1' AND legal_status = 'C1' AND NOT reviewed THEN '1 week'
              WHEN placement_type = 'P1' AND legal_status = 'C1' THEN '4 weeks'
              WHEN long_term AND from_on >= first_year_until_on THEN '3 months'
              ELSE '6 weeks' END AS visit_rule
  FROM care_visit_stretch
),
limited AS (
  SELECT care_period_id, child_id, from_on, until_on, placement_type, placement_started_on, last_visit_on, seen_alone, visit_rule,
         CASE visit_rule WHEN 'first week' THEN clock_on + 7
                         WHEN '1 week' THEN last_visit_on + 7
                         WHEN '4 weeks' THEN last_visit_on + 28
                         WHEN '3 months' THEN add_months(last_visit_on, 3)
                         ELSE last_visit_on + 42 END AS in_time_until_on
  FROM ruled
),
timed AS (
  SELECT care_period_id, child_id, from_on, until_on, placement_type, placement_started_on, last_visit_on, seen_alone, visit_rule, in_time_until_on,
         in_time_until_on + 1 AS late_on
  FROM limited
),
-- Each stretch is in time up to its limit and late from the day after. Both parts are cut from one row, so that the stretches are read once.
piece AS (
  SELECT t.care_period_id, t.child_id, k.met,
         CASE WHEN k.met THEN t.from_on ELSE greatest(t.from_on, t.late_on) END AS started_on,
         CASE WHEN k.met THEN least(t.late_on, t.until_on) ELSE t.until_on END AS ended_on,
         t.placement_type, t.seen_alone, t.placement_started_on, t.last_visit_on, t.visit_rule, t.in_time_until_on
  FROM timed t
  CROSS JOIN (VALUES (true), (false)) AS k(met)
)
SELECT child_id, care_period_id || '/' || CAST(started_on AS VARCHAR) AS record_id, started_on, ended_on, met,
       placement_type, seen_alone, placement_started_on, last_visit_on, visit_rule, in_time_until_on
FROM piece
WHERE coalesce(ended_on, DATE '9999-12-31') > started_on
