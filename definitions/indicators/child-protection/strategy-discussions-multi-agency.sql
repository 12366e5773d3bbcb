/*---
id         = "strategy-discussions-multi-agency"
title      = "Strategy discussions with required agencies"
area       = "child-protection"
question   = "When a child may be at risk of harm, do the agencies that must decide together do so?"
counts     = "strategy discussions held in the period, once for each child discussed"
shape      = "event"
measure    = "percentage"
unit       = "%"
per        = "record"
good       = "high"
sensitivity = "process"
limit      = "social care, police and health, and the agency that raised the concern"
dimensions = ["missing-agency", "district", "age-band", "team"]
evidence   = ["held_on", "agencies_required", "agencies_present", "referring_agency"]
source     = "Working Together to Safeguard Children, 2023, chapter 3"
status     = "live"
since      = "0.1"
---*/
WITH counted AS (
  SELECT strategy_discussion_id, sum(CASE WHEN required THEN 1 ELSE 0 END) AS agencies_required,
         sum(CASE WHEN required AND attended THEN 1 ELSE 0 END) AS agencies_present
  FROM strategy_discussion_attendance
  GROUP BY strategy_discussion_id
)
SELECT d.child_id, d.strategy_discussion_id AS record_id, d.held_on AS happened_on,
       c.agencies_present = c.agencies_required AS met,
       d.team_id, d.held_on, c.agencies_required, c.agencies_present, d.referring_agency
FROM strategy_discussion d
JOIN counted c ON c.strategy_discussion_id = d.strategy_discussion_id
