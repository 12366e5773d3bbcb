/*---
id         = "strategy-discussion-attendance"
title      = "Attendance at strategy discussions, by agency"
area       = "child-protection"
question   = "Which agencies come to strategy discussions, and which do not?"
counts     = "places at strategy discussions held in the period: one for each child discussed and agency that had to come or was asked"
shape      = "event"
measure    = "percentage"
unit       = "%"
per        = "record"
good       = "high"
sensitivity = "process"
dimensions = ["discussion-agency", "district", "team"]
evidence   = ["strategy_discussion_id", "agency", "required", "held_on"]
source     = "Working Together to Safeguard Children, 2023, chapter 3"
status     = "live"
since      = "0.1"
---*/
SELECT d.child_id, a.attendance_id AS record_id, d.held_on AS happened_on, a.attended AS met,
       a.agency, d.team_id, d.strategy_discussion_id, a.required, d.held_on
FROM strategy_discussion d
JOIN strategy_discussion_attendance a ON a.strategy_discussion_id = d.strategy_discussion_id
