/*---
id         = "cla-re-entry-within-12-months"
title      = "Re-entry to care within 12 months"
area       = "children-looked-after"
question   = "How many children come back into care soon after they left it?"
counts     = "periods of care that began in the period"
shape      = "event"
measure    = "percentage"
unit       = "%"
per        = "record"
good       = "low"
looks_back = "12 months"
limit      = "12 months from the end of the earlier period of care"
dimensions = ["reason-ceased", "age-band", "district"]
evidence   = ["entered_on", "previous_ended_on", "end_reason"]
source     = "SSDA903 return; Ofsted inspection data, list 8"
status     = "live"
since      = "0.1"
---*/
WITH period_of_care AS (
  SELECT care_period_id, child_id, started_on, counted_until_on, end_reason FROM care_period WHERE counted
),
ranked AS (
  SELECT n.care_period_id, n.child_id, e.counted_until_on AS ended_on, e.end_reason,
         row_number() OVER (PARTITION BY n.care_period_id, n.child_id ORDER BY e.counted_until_on DESC, e.started_on DESC, e.care_period_id DESC) AS place
  FROM period_of_care n
  JOIN period_of_care e ON e.child_id = n.child_id AND e.counted_until_on <= n.started_on AND e.care_period_id <> n.care_period_id
  WHERE e.started_on < n.started_on OR e.care_period_id < n.care_period_id
)
SELECT n.child_id, n.care_period_id AS record_id, n.started_on AS happened_on,
       coalesce(r.ended_on >= add_months(n.started_on, -12), false) AS met,
       r.end_reason, n.started_on AS entered_on, r.ended_on AS previous_ended_on
FROM period_of_care n
LEFT JOIN ranked r ON r.care_period_id = n.care_period_id AND r.child_id = n.child_id AND r.place = 1
